#!/usr/bin/env bash
# A machine with cgroup v2, a current kernel and a current Docker, for the tests that an emulator runs it for.
. "$(dirname "$0")/../common.sh"

if [ "$(uname -m)" != x86_64 ]; then
    fail "the emulated machine is one of x86_64, and this one is $(uname -m)" "Run it on such a machine."
fi
if [ "$(id -u)" -ne 0 ]; then
    fail "the emulated machine needs namespaces and a network device of its own" "Run it as root."
fi

sources=(test/offline/emulated-machine test/offline/debian-root.sh)
folder=$(cache_folder "emulated-machine/$(hash_of "${sources[@]}")" \
    with_progress "building the disk of an emulated machine" "once, about 5 min" test/offline/emulated-machine/build.sh)
# version_of PACKAGE
version_of() { chroot "$folder" dpkg-query --show --showformat '${Version}' "$1"; }
provide K3S_TEST_EMULATED_MACHINE "$folder"
chose "emulated machine" "Debian sid with Linux $(version_of linux-image-cloud-amd64) and Docker $(version_of docker.io), on QEMU $(version_of qemu-system-x86)"
