#!/usr/bin/env bash
# `make test-machine`: tries a cluster on an emulated machine that has cgroup v2, a current kernel and a current Docker.
. "$(dirname "$0")/common.sh"
. test/setup/lock.sh
. test/offline/docker/daemon.sh

started_before=$(started_daemon || true)
tests=
end() {
    if [ -n "$tests" ]; then
        kill -KILL "$tests" 2>/dev/null || true
        node --require ./test/support/register.cjs test/machine/remove.ts
    fi
    [ -n "$started_before" ] || test/offline/docker/stop.sh
}
trap end EXIT
trap 'exit 130' INT TERM HUP

test/setup/prepare.sh machine
# shellcheck disable=SC1090
. "$ENVIRONMENT"
lock machine

# In a namespace of processes, which all end with it: the engine and its plugins would go on to ask a machine that an interrupt has
# ended. In the background, where an interrupt is for this script alone.
NODE_OPTIONS=--experimental-vm-modules unshare --pid --fork --kill-child --mount-proc \
    jest --runInBand test/machine </dev/null 9>&- &
tests=$!
wait "$tests"
