#!/usr/bin/env bash
# Lays out a root folder with a current Docker daemon and all that it needs: build.sh FOLDER
. "$(dirname "$0")/../../setup/common.sh"
. test/setup/download.sh
. test/offline/debian-root.sh

folder=$1
image=docker:28-dind

from_image() {
    local container
    docker pull --quiet "$image"
    container=$(docker create "$image")
    docker export "$container" | tar -x -C "$folder" --exclude 'dev/*'
    docker rm --volumes "$container"
}

# from_debian: from the release that is always current; the one of the machine itself is as old as the machine.
from_debian() {
    [ -n "$(debian_mirror)" ] ||
        fail "apt on this machine knows no mirror of Debian" "Install Docker 28 or newer: https://docs.docker.com/get-docker"
    lay_out_debian sid "$folder" docker.io docker-cli docker-buildx ca-certificates iptables procps
    rm -rf "$folder"/usr/share/{doc,locale,man}
}

if reachable https://registry-1.docker.io/v2/; then
    from_image
else
    from_debian
fi
chmod 755 "$folder"
