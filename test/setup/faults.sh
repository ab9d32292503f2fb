#!/usr/bin/env bash
# `make faults`: all that may happen to a stack, tried for real; `make test` tries a part of it.
#   ONLY=name    the files of test/faults/ whose name has it
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh

started_before=$(started_daemon || true)
end() { [ -n "$started_before" ] || test/offline/docker/stop.sh; }
trap end EXIT
trap 'exit 130' INT TERM

test/setup/prepare.sh test
# shellcheck disable=SC1090
. "$ENVIRONMENT"

results=$ROOT/build/test-results
rm -rf "$results" && mkdir -p "$results"
code=0
FAULTS=long NODE_OPTIONS=--experimental-vm-modules \
    jest --runInBand --json --outputFile "$results/faults.json" "test/faults/${ONLY:-}" || code=$?
node test/setup/faults.mjs "$results" build/faults.json
exit "$code"
