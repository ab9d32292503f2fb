#!/usr/bin/env bash
# `make faults`: all that may happen to a stack, tried for real; `make test` tries a part of it.
#   ONLY=name    the test files whose name has it
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh

stop_daemon_at_end
trap 'exit 130' INT TERM

test/setup/prepare.sh test
# shellcheck disable=SC1090
. "$ENVIRONMENT"

results=$ROOT/build/test-results
rm -rf "$results" && mkdir -p "$results"
code=0
files=$(git ls-files --cached --others --exclude-standard -- 'test/faults/*.test.ts' '*.property.test.ts' \
    'test/e2e/*-daemon.test.ts' 'test/e2e/data-volume.test.ts' 'test/e2e/forwarder.test.ts' | sort -u | grep -F -- "${ONLY:-}") ||
    fail "no test of faults has a file named like $ONLY"
# shellcheck disable=SC2086 # one file a word
FAULTS=long NODE_OPTIONS=--experimental-vm-modules \
    jest --runInBand --json --outputFile "$results/faults.json" --runTestsByPath $files || code=$?
node test/setup/faults.mjs "$results" build/faults.json "${ONLY:+part of the }long"
exit "$code"
