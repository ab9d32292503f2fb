#!/usr/bin/env bash
# Keeps the package of the version in package.json for the tests of upgrades; see the README.md here.
set -euo pipefail
cd "$(dirname "$0")/../../.."

version=$(node --print 'require("./package.json").version')
if git rev-parse --quiet --verify "refs/tags/v$version" >/dev/null; then
    printf 'error: v%s is tagged, so its package stays as it is\n' "$version" >&2
    exit 1
fi
npm run --silent build
npm pack --silent --ignore-scripts --pack-destination test/faults/versions
