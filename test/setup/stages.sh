# shellcheck shell=bash
# The stages of a test run: each leaves what summary.mjs sums up in one line. Sourced after common.sh.

# begin MODE RESULTS: sets up what is missing, and goes on in the environment of the tests.
begin() {
    results=$2
    if ! test/setup/prepare.sh "$1"; then
        printf '0 passed, 1 failed\n'
        exit 1
    fi
    # shellcheck disable=SC1090
    . "$ENVIRONMENT"
    rm -rf "$results" && mkdir -p "$results"
}

# stage NAME COMMAND...: a failure is counted at the end, and the next stage runs all the same.
stage() {
    local name=$1 code=0 since=$SECONDS
    shift
    printf '\n%s== %s%s\n' "$bold" "$name" "$plain"
    timeout --foreground --kill-after 30s 60m "$@" || code=$?
    printf '%s\n' "$code" >"$results/$name.exit"
    note "== $name: $((SECONDS - since)) s"
}

# tests NAME JEST-ARGUMENT...: a stage with jest, run by the command in the array `runner`, when that is set.
tests() {
    local name=$1 failed
    shift
    NODE_OPTIONS=--experimental-vm-modules stage "$name" "${runner[@]}" \
        jest --passWithNoTests --json --outputFile "$results/$name.json" "$@"
    failed=$(node test/setup/second-look.mjs failed "$results/$name.json")
    if [ -n "$failed" ]; then
        # shellcheck disable=SC2086 # one file a word
        NODE_OPTIONS=--experimental-vm-modules stage "$name" "${runner[@]}" \
            jest --json --outputFile "$results/$name.second.json" --runInBand --runTestsByPath $failed
        node test/setup/second-look.mjs merge "$results/$name.json" "$results/$name.second.json"
    fi
}

runner=()
