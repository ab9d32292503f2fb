#!/usr/bin/env bash
# `npm run test:real -- WORD...`: runs the test files on real parts whose paths hold all words, after the set-up of what these
# files need, and nothing more.
. "$(dirname "$0")/common.sh"

mapfile -t files < <(node test/setup/needed-parts.mjs files "$@")
if [ $# -eq 0 ] || [ -z "${files[*]}" ]; then
    fail "no test on real parts has a path with ${*:-…}" "Give a part of its path: npm run test:real -- lifecycle"
fi
mapfile -t parts < <(node test/setup/needed-parts.mjs parts "${files[@]}")
TARGET=$CHECKOUT_CACHE/environment-real test/setup/prepare.sh only "${parts[@]}"
# shellcheck disable=SC1091
. "$CHECKOUT_CACHE/environment-real"
NODE_OPTIONS=--experimental-vm-modules exec jest --runInBand --runTestsByPath "${files[@]}"
