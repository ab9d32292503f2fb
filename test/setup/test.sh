#!/usr/bin/env bash
# `make test`: runs every check and test, the quick ones first; the last line counts them all.
#   FRESH=1      those too that have passed on the same sources before
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh

started_before=$(started_daemon || true)
checks=
end() {
    [ -z "$checks" ] || kill "$checks" 2>/dev/null || true
    [ -n "$started_before" ] || test/offline/docker/stop.sh
}
trap end EXIT
trap 'exit 130' INT TERM

if ! test/setup/prepare.sh test; then
    printf '0 passed, 1 failed\n'
    exit 1
fi
# shellcheck disable=SC1090
. "$ENVIRONMENT"

results=$ROOT/build/test-results
rm -rf "$results" && mkdir -p "$results"

# stage NAME COMMAND...: a failure is counted at the end, and the next stage runs all the same.
stage() {
    local name=$1 code=0 since=$SECONDS
    shift
    printf '\n%s== %s%s\n' "$bold" "$name" "$plain"
    timeout --foreground --kill-after 30s 60m "$@" || code=$?
    printf '%s\n' "$code" >"$results/$name.exit"
    note "== $name: $((SECONDS - since)) s"
}

tests() {
    local name=$1 failed
    shift
    NODE_OPTIONS=--experimental-vm-modules stage "$name" \
        jest --passWithNoTests --json --outputFile "$results/$name.json" "$@"
    failed=$(node test/setup/second-look.mjs failed "$results/$name.json")
    if [ -n "$failed" ]; then
        # shellcheck disable=SC2086 # one file a word
        NODE_OPTIONS=--experimental-vm-modules stage "$name" \
            jest --json --outputFile "$results/$name.second.json" --runInBand --runTestsByPath $failed
        node test/setup/second-look.mjs merge "$results/$name.json" "$results/$name.second.json"
    fi
}

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
tests unit --maxWorkers 2 --testPathIgnorePatterns '/test/(provider|offline|e2e|faults|current-docker)/'
wait "$checks" || true
checks=
cat "$results/check.log"
tests provider --maxWorkers 2 test/provider/
# What stands for rancher/k3s is tested where it is used.
case ${K3S_TEST_IMAGE:-} in
    pulumi-k3s-test/*) tests offline --maxWorkers 2 test/offline/ ;;
esac
slow e2e
slow faults
node test/setup/faults.mjs "$results" build/faults.json

node test/setup/summary.mjs "$results"
