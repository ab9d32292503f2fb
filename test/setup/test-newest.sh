#!/usr/bin/env bash
# `make test-newest`: tries tests on the newest Pulumi CLI, and on a current Docker with each of its image stores.
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh

stop_daemon_at_end
trap 'exit 130' INT TERM

test/setup/prepare.sh newest
# shellcheck disable=SC1090
. "$ENVIRONMENT"
export NODE_OPTIONS=--experimental-vm-modules
code=0

# on_current_docker STORE FILES...
on_current_docker() {
    node --require ./test/bench/register.cjs test/current-docker/run.ts "$1" \
        jest --maxWorkers 2 --runTestsByPath "${@:2}" || code=$?
}

PATH=$K3S_TEST_NEWEST_PULUMI:$PATH jest --runInBand --runTestsByPath test/e2e/lifecycle.test.ts || code=$?
if [ -z "${K3S_TEST_CURRENT_DOCKER:-}" ]; then
    jest --runTestsByPath test/current-docker/images.test.ts || code=$?
    exit "$code"
fi
on_current_docker containerd test/current-docker/images.test.ts \
    test/provider/{docker/image-transfer,image-import,real-cluster}.test.ts test/e2e/{endpoints,lifecycle,references}.test.ts
on_current_docker graphdriver test/provider/{docker/image-transfer,image-import}.test.ts test/e2e/references.test.ts
exit "$code"
