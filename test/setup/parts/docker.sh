#!/usr/bin/env bash
# A Docker daemon that answers. One that is there is used as it is; only where none can be, one is started by hand.
. "$(dirname "$0")/../common.sh"
. test/offline/docker/daemon.sh

answer() { timeout 20 docker version --format '{{.Server.Version}}' 2>&1; }

describe() {
    local endpoint=${DOCKER_HOST:-}
    [ -n "$endpoint" ] || endpoint=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null)
    printf '%s at %s' "$1" "${endpoint:-its default socket}"
}

install_docker() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables
}

if has docker && version=$(answer); then
    if id=$(started_daemon); then
        chose docker "$(describe "$version"), started by an earlier run (process $id)"
    else
        chose docker "$(describe "$version"), running already"
    fi
    exit 0
fi

problem=${version:-Docker is not installed}
case $problem in
    *"permission denied"*) fail "no access to the Docker daemon: $problem" "Add yourself to the group 'docker': sudo usermod -aG docker $(id -un), then log in again." ;;
esac
if [ -n "${DOCKER_HOST:-}" ]; then
    fail "the Docker daemon at DOCKER_HOST=$DOCKER_HOST does not answer: $problem" "Start it, or unset DOCKER_HOST."
fi
if [ -d /run/systemd/system ] && has dockerd; then
    fail "the Docker daemon does not run: $problem" "Start it: sudo systemctl start docker"
fi
if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
    fail "no Docker daemon: $problem" "Install and start Docker (https://docs.docker.com/get-docker); only as root on Debian this is done for you."
fi

if ! has dockerd; then
    with_progress "installing the Debian package docker.io" "once, about 20 s" install_docker
fi
if version=$(answer); then
    chose docker "$(describe "$version"), Debian package"
    exit 0
fi
test/offline/docker/start.sh
id=$(started_daemon)
chose docker "$(describe "$(answer)"), started by hand (process $id; it ends with 'make down' or at the end of 'make test')"
