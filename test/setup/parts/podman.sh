#!/usr/bin/env bash
# Podman, for the tests that run on it instead of Docker. They start a service of their own.
. "$(dirname "$0")/../common.sh"

minimum=4.0
# Without the recommended packages: catatonit is its init, netavark and aardvark-dns are its networks and their names.
packages=(podman catatonit runc netavark aardvark-dns)

install_podman() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
}

installed() { podman --version 2>/dev/null | awk '{ print $3 }'; }

# complete: whether all of its parts are there, wherever they came from.
complete() {
    version_at_least "$minimum" "$(installed)" && has runc &&
        [ -n "$(find /usr/libexec/podman /usr/lib/podman /usr/local/libexec/podman -name netavark 2>/dev/null)" ] &&
        [ -n "$(find /usr/libexec/podman /usr/lib/podman /usr/local/libexec/podman -name aardvark-dns 2>/dev/null)" ]
}

if complete; then
    chose podman "$(installed), installed"
    exit 0
fi
if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
    fail "Podman $minimum or newer with ${packages[*]:1} is not there (installed: $(installed))" \
        "Install it (https://podman.io/docs/installation); only as root on Debian this is done for you."
fi
with_progress "installing the Debian package podman" "once, about 30 s" install_podman
complete || fail "the Debian package podman is too old: $(installed), and $minimum is needed" "Install a newer one."
chose podman "$(installed), Debian package"
