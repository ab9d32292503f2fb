#!/usr/bin/env bash
# `make clean-cache`: removes what the set-up keeps between runs.
. "$(dirname "$0")/common.sh"
. test/setup/stack.sh
. test/offline/docker/daemon.sh

! stack_exists || fail "the quickstart is up, and the cache holds its state" "Run 'make down' first."
if has docker && docker version >/dev/null 2>&1; then
    for image in pulumi-k3s-quickstart/web:1 pulumi-k3s-operator/operator:1 pulumi-k3s-operator/redis:7 \
        pulumi-k3s-test/node:v1.34.4 pulumi-k3s-test/registry:v3.0.0; do
        ! docker image inspect "$image" >/dev/null 2>&1 || docker image rm "$image" >/dev/null
    done
fi
test/offline/docker/stop.sh
! started_daemon >/dev/null || fail "the Docker daemon that was started here still runs" "Remove its containers first."
rm -rf "$CACHE"
note "removed $CACHE"
