#!/usr/bin/env bash
# `make down`: removes what `make up` made, and the Docker daemon if it was started for it.
. "$(dirname "$0")/common.sh"
. test/setup/lock.sh
. test/setup/stack.sh

if stack_exists; then
    test/setup/prepare.sh up
    # shellcheck disable=SC1090
    . "$ENVIRONMENT"
    lock stack
    drop_stale_lock
    pulumi destroy --yes --skip-preview --remove --stack "$STACK" --config-file "$STACK_CONFIG"
else
    note "nothing is up"
fi
test/offline/docker/stop.sh
