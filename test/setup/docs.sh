#!/usr/bin/env bash
# Builds the documentation as a site, in build/site, and with `serve` shows it on a local URL: docs.sh [serve]
. "$(dirname "$0")/common.sh"
. test/setup/lock.sh

# Node.js and the npm packages are all that it needs; what a whole set-up has chosen stays.
chosen=$CHECKOUT_CACHE/docs
(
    lock set-up
    : >"$ENVIRONMENT.new"
    test/setup/parts/node.sh
    mv "$ENVIRONMENT.new" "$chosen"
)
# shellcheck disable=SC1090
. "$chosen"

with_progress "building the site" "half a minute" npm run --silent site
if [ "${1:-}" = serve ]; then
    exec npx vitepress preview docs --port "${PORT:-4173}"
fi
note "the documentation is in build/site; look at it: make docs-serve"
