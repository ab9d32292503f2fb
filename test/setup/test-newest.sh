#!/usr/bin/env bash
# `make test-newest`: tries tests on the newest Pulumi CLI, and on a current Docker with each of its image stores; the last
# line counts them all.
. "$(dirname "$0")/common.sh"
. test/offline/docker/daemon.sh
. test/setup/stages.sh

stop_daemon_at_end
trap 'exit 130' INT TERM

begin newest "$ROOT/build/newest-test-results"

# on_current_docker STORE FILES...
on_current_docker() {
    runner=(node --require ./test/support/register.cjs test/current-docker/run.ts "$1")
    tests "docker-$1" --maxWorkers 2 --runTestsByPath "${@:2}"
}

PATH=$K3S_TEST_NEWEST_PULUMI:$PATH tests pulumi --runInBand --runTestsByPath test/e2e/lifecycle.test.ts
if [ -z "${K3S_TEST_CURRENT_DOCKER:-}" ]; then
    tests docker --runTestsByPath test/current-docker/images.test.ts
else
    on_current_docker containerd test/current-docker/images.test.ts \
        test/provider/{docker/image-transfer,image-import,real-cluster}.test.ts test/e2e/{endpoints,lifecycle,references}.test.ts
    on_current_docker graphdriver test/provider/{docker/image-transfer,image-import}.test.ts test/e2e/references.test.ts
fi

node test/setup/summary.mjs "$results"
