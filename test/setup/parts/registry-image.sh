#!/usr/bin/env bash
# The image of registries and caches. Docker pulls registry:3 itself where it can; elsewhere the same program is built.
# Provides K3S_TEST_REGISTRY_IMAGE only when the package's own default is not to be used.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

official=registry:3
built=pulumi-k3s-test/registry:v3.0.0
sources=test/offline/registry-image
label=pulumi-k3s.sources
hash=$(hash_of "$sources")

if reachable https://registry-1.docker.io/v2/; then
    chose "registry image" "$official, pulled by Docker"
    exit 0
fi
if docker image inspect "$official" >/dev/null 2>&1; then
    chose "registry image" "$official, which Docker has (registry-1.docker.io cannot be reached)"
    exit 0
fi

provide K3S_TEST_REGISTRY_IMAGE "$built"
if [ "$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$built" 2>/dev/null)" = "$hash" ]; then
    chose "registry image" "$built, built already"
    exit 0
fi
with_progress "building the registry image, CNCF Distribution from Go modules" "once, about 2 min" \
    "$sources/build.sh" "$built" "$label=$hash"
chose "registry image" "$built, built from Go modules (registry-1.docker.io cannot be reached)"
