#!/usr/bin/env bash
# The image that cluster nodes run. Docker pulls rancher/k3s itself where it can; elsewhere a stand-in is built.
# Provides K3S_TEST_IMAGE only when the package's own default is not to be used.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

stand_in=pulumi-k3s-test/node:v1.34.4
# The last line of K3s that runs on cgroup v1 hosts without being told to.
for_cgroup_v1=rancher/k3s:v1.34.4-k3s1

cgroup=$(docker info --format '{{.CgroupVersion}}' 2>/dev/null || true)

# present_k3s: the newest rancher/k3s image that the daemon has and that runs on its cgroup version.
present_k3s() {
    docker image ls --format '{{.Repository}}:{{.Tag}}' rancher/k3s | sed -n '/:v1\.[0-9]/p' | sort -V -r |
        while read -r image; do
            if [ "$cgroup" != 1 ] || ! version_at_least 1.35 "${image#*:v}"; then
                printf '%s\n' "$image"
                break
            fi
        done
}

if reachable https://registry-1.docker.io/v2/; then
    if [ "$cgroup" = 1 ]; then
        provide K3S_TEST_IMAGE "$for_cgroup_v1"
        chose "node image" "$for_cgroup_v1, pulled by Docker (newer K3s refuses this host's cgroup v1)"
    else
        chose "node image" "rancher/k3s in the package's default version, pulled by Docker"
    fi
    exit 0
fi

present=$(present_k3s)
if [ -n "$present" ]; then
    provide K3S_TEST_IMAGE "$present"
    chose "node image" "$present, which Docker has (registry-1.docker.io cannot be reached)"
    exit 0
fi

test/offline/require-go.sh
OUT=$CACHE/node-image with_progress "building the node image stand-in, real Kubernetes from Go modules" "once, about 8 min" \
    test/offline/node-image/build.sh "$stand_in"
provide K3S_TEST_IMAGE "$stand_in"
chose "node image" "$stand_in, a stand-in built from Go modules and Debian packages (registry-1.docker.io cannot be reached)"
