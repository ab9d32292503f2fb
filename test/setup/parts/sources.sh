#!/usr/bin/env bash
# Compiles this checkout's sources where they changed since the last time.
. "$(dirname "$0")/../common.sh"

# compile NAME NPM-SCRIPT FOLDER SOURCE...
compile() {
    local name=$1 script=$2 folder=$3 stamp="build/compiled-${1// /-}" hash
    shift 3
    hash=$(hash_of "$@" tsconfig.json package-lock.json)
    if [ -d "$folder" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ]; then
        return 0
    fi
    rm -f "$stamp"
    npm run --silent "$script" >&2 || fail "the $name does not compile (npm run $script)"
    mkdir -p build
    printf '%s\n' "$hash" >"$stamp"
    chose sources "$name compiled"
}

compile package build dist sdk shared provider policy tsconfig.build.json
