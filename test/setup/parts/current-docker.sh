#!/usr/bin/env bash
# A current Docker, for the tests that run on it besides; they start its daemon. Not where the tests are given one anyway.
. "$(dirname "$0")/../common.sh"

minimum=28

# has_containerd_store: whether the daemon keeps images in containerd, as new ones do by default.
has_containerd_store() { docker info --format '{{json .DriverStatus}}' | grep -q io.containerd.snapshotter; }

version=$(docker version --format '{{.Server.Version}}')
if version_at_least "$minimum" "$version" && has_containerd_store; then
    chose "current docker" "$version, the one that runs already"
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    fail "the Docker daemon is $version, and tests need $minimum or newer with the containerd image store besides" \
        "Use such a one, or run the tests as root: a second daemon is then started for them."
fi

folder=$(cache_folder "current-docker/$(hash_of test/offline/current-docker/build.sh test/offline/debian-root.sh)" \
    with_progress "laying out a current Docker" "once, about a minute" test/offline/current-docker/build.sh)
provide K3S_TEST_CURRENT_DOCKER "$folder"
chose "current docker" "$(chroot "$folder" dockerd --version | awk '{ print $3 }' | tr -d ,) in $folder, beside $version"
