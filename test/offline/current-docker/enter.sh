#!/usr/bin/env bash
# Runs a command in a root folder, with the mounts that a Docker daemon needs: enter.sh ROOT COMMAND...
#
# By pivot_root in a mount namespace, because with chroot a daemon goes wrong where it pivots itself: it cannot put files into
# containers, and where the root is a mount, what it executes in a container runs in the machine's own root instead.
set -euo pipefail

# shellcheck disable=SC2016 # expanded in there
exec unshare --mount --propagation private bash -euc '
    root=$0 shared=${TMPDIR:-/tmp}
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    for folder in /sys /dev; do mount --rbind "$folder" "$root$folder"; done
    mount -t tmpfs tmpfs "$root/run"
    # The daemon gets folders of it from tests, and its own settings and data are there.
    mkdir -p "$root$shared"
    mount --rbind "$shared" "$root$shared"
    [ ! -e /etc/resolv.conf ] || cat /etc/resolv.conf >"$root/etc/resolv.conf"
    cd "$root"
    pivot_root . mnt
    cd /
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    umount -l /mnt
    exec "$@"
' "$@"
