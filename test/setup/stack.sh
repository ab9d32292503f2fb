# shellcheck shell=bash
# The quickstart's stack. Its configuration file lies in the cache, so that the checkout stays clean. Sourced after
# common.sh.

STACK=dev
STACK_FOLDER=$CACHE/stack
# shellcheck disable=SC2034 # used by the scripts that source this file
STACK_CONFIG=$STACK_FOLDER/Pulumi.$STACK.yaml
PROJECT=$(sed -n 's/^name: *//p' Pulumi.yaml)

stack_exists() { [ -f "$CACHE/state/.pulumi/stacks/$PROJECT/$STACK.json" ]; }

# A run that was killed leaves its lock behind.
drop_stale_lock() {
    local lock id
    for lock in "$CACHE/state/.pulumi/locks/organization/$PROJECT/$STACK"/*.json; do
        [ -f "$lock" ] || continue
        id=$(node -p "JSON.parse(require('fs').readFileSync('$lock', 'utf8')).pid")
        kill -0 "$id" 2>/dev/null || rm -f "$lock"
    done
}
