#!/usr/bin/env bash
# `make test`: runs every check and test, the quick ones first; the last line counts them all.
#   FRESH=1      those too that have passed on the same sources before
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh
. test/setup/stages.sh

started_before=$(started_daemon || true)
checks=
end() {
    [ -z "$checks" ] || kill "$checks" 2>/dev/null || true
    [ -n "$started_before" ] || test/offline/docker/stop.sh
}
trap end EXIT
trap 'exit 130' INT TERM

begin test "$ROOT/build/test-results"

# slow NAME: the tests in a folder; those that have passed on the same sources before only count.
slow() {
    local files
    files=$(node test/setup/passed.mjs unknown "test/$1/" "$results/$1.cached.json")
    if [ -n "$files" ]; then
        # shellcheck disable=SC2086 # one file a word
        tests "$1" --maxWorkers 2 --runTestsByPath $files
        node test/setup/passed.mjs record "$results/$1.cached.json" "$results/$1.json"
    else
        note "== $1: all has passed on the same sources before (FRESH=1 runs it again)"
        printf '0\n' >"$results/$1.exit"
    fi
}

# The checks keep one core busy for a minute and a half. More than one worker, because only workers give memory back.
stage check npm run --silent check >"$results/check.log" 2>&1 &
checks=$!
tests unit --maxWorkers 2 --testPathIgnorePatterns '/test/(provider|offline|e2e|faults|current-docker|machine)/'
wait "$checks" || true
checks=
cat "$results/check.log"
# Most of their time they wait for a server.
tests provider --maxWorkers 4 test/provider/
# What stands for rancher/k3s is tested where it is used.
case ${K3S_TEST_IMAGE:-} in
    pulumi-k3s-test/*) tests offline --maxWorkers 3 test/offline/ ;;
esac
slow e2e
slow faults
node test/setup/faults.mjs "$results" build/faults.json

node test/setup/times.mjs "$results" build/test-times.txt
node test/setup/summary.mjs "$results"
