#!/usr/bin/env bash
# Node.js 22.12 or newer, and the npm packages of this checkout.
. "$(dirname "$0")/../common.sh"

minimum=22.12.0
npm_node=$ROOT/node_modules/node/bin/node

has npm || fail "npm is not installed" "Install Node.js $minimum or newer with npm: https://nodejs.org/en/download"

installed=$(node --version 2>/dev/null || true)
if ! node test/setup/packages-installed.mjs; then
    with_progress "installing npm packages" "a minute" npm ci --no-audit --no-fund
fi
[ -e node_modules/pulumi-k3s ] || npm run --silent link-self

if version_at_least "$minimum" "${installed#v}"; then
    chose node "$installed, installed"
elif [ -x "$npm_node" ]; then
    provide_path "$ROOT/node_modules/.bin"
    chose node "$("$npm_node" --version), npm package (installed: ${installed:-none}; $minimum or newer is needed)"
else
    fail "the npm package 'node' did not bring its binary" "Run: npm rebuild node"
fi

# Every command starts several Node.js processes; with their compiled code kept, each starts a third sooner.
provide NODE_COMPILE_CACHE "$CACHE/compiled"
