#!/usr/bin/env bash
# Lays out a root folder with a current Docker daemon and all that it needs: build.sh FOLDER
. "$(dirname "$0")/../../setup/common.sh"
. test/setup/download.sh

folder=$1
image=docker:28-dind

from_image() {
    local container
    docker pull --quiet "$image"
    container=$(docker create "$image")
    docker export "$container" | tar -x -C "$folder" --exclude 'dev/*'
    docker rm --volumes "$container"
}

# debian_mirror: the one that this machine's apt takes its packages from.
debian_mirror() {
    # shellcheck disable=SC2016 # apt's own names
    apt-get indextargets --format '$(SUITE) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
        awk '$1 !~ /-/ { print $2; exit }'
}

# use_proxy_of_apt: for debootstrap, which does not ask apt.
use_proxy_of_apt() {
    local scheme
    for scheme in http https; do
        eval "$(apt-config shell proxy "Acquire::$scheme::Proxy")"
        case ${proxy:-} in http*) export "${scheme}_proxy=$proxy" ;; esac
        unset proxy
    done
}

# from_debian: from the release that is always current; the one of the machine itself is as old as the machine.
from_debian() {
    local mirror
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || fail "apt on this machine knows no mirror of Debian" "Install Docker 28 or newer: https://docs.docker.com/get-docker"
    if ! has debootstrap; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
    fi
    use_proxy_of_apt
    # What it mounts goes with it, also when it is killed.
    unshare --mount --propagation private debootstrap --variant=minbase --include=docker.io,docker-cli,docker-buildx,ca-certificates,iptables,procps \
        sid "$folder" "$mirror"
    rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/* "$folder"/usr/share/{doc,locale,man}
}

if reachable https://registry-1.docker.io/v2/; then
    from_image
else
    from_debian
fi
chmod 755 "$folder"
