#!/usr/bin/env bash
# `make bench`: sets up what is missing and runs the benchmarks.
#   ONLY=group   one group of them; ONLY=group/title those of a group that have that in their titles
#   RUNS=n       so many rounds, for a trial
# `make soak`: constant load on endpoints while pods go and come.
#   MINUTES=n    for so long, 30 where nothing is said
. "$(dirname "$0")/../setup/common.sh"
. test/setup/lock.sh
. test/offline/docker/daemon.sh

stop_daemon_at_end
# The benchmarks tidy up by themselves when they are interrupted; this waits for them.
trap : INT TERM

test/setup/prepare.sh test
# shellcheck disable=SC1090
. "$ENVIRONMENT"
K3D_BINARY=$(test/bench/k3d.sh)
export K3D_BINARY
lock bench
node --enable-source-maps --require ./test/support/register.cjs "test/bench/${1:-main}.ts"
