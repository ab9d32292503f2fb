#!/usr/bin/env bash
# `make bench`: installs the missing parts of the set-up and runs the benchmarks.
#   ONLY=group   runs one group; ONLY=group/title runs the benchmarks of a group whose titles contain that
#   RUNS=n       runs n rounds, for a trial
# `make soak`: keeps constant load on endpoints while pods are deleted and recreated.
#   MINUTES=n    runs for n minutes; 30 by default
. "$(dirname "$0")/../setup/common.sh"
. test/setup/lock.sh
. test/offline/docker/daemon.sh

stop_daemon_at_end
# The benchmarks clean up by themselves when they are interrupted; the script waits for them.
trap : INT TERM

test/setup/prepare.sh test
# shellcheck disable=SC1090
. "$ENVIRONMENT"
K3D_BINARY=$(test/bench/k3d.sh)
export K3D_BINARY
lock bench
node --enable-source-maps --require ./test/support/register.cjs "test/bench/${1:-main}.ts"
