#!/usr/bin/env bash
# Lays out a root folder of Debian that is both: what the emulator runs in, and what the machine's disk is made of:
# build.sh FOLDER
. "$(dirname "$0")/../../setup/common.sh"
. test/offline/debian-root.sh

folder=$1
# apparmor: Docker starts no container that is not privileged where the kernel has it and its parser is missing.
machine=(systemd systemd-sysv dbus udev kmod dracut linux-image-cloud-amd64 iproute2 iptables procps ca-certificates apparmor docker.io)
emulator=(qemu-system-x86 qemu-utils)

# in_root COMMAND...
in_root() {
    # shellcheck disable=SC2016 # expanded in there
    unshare --mount --propagation private bash -euc '
        mount -t proc proc "$0/proc"
        mount --rbind /sys "$0/sys"
        mount --rbind /dev "$0/dev"
        exec chroot "$0" "$@"
    ' "$folder" "$@"
}

# Its address comes with the kernel's command line, which systemd makes a network of.
configure() {
    cp -R test/offline/emulated-machine/etc "$folder"
    printf 'emulated\n' >"$folder/etc/hostname"
    in_root systemctl enable systemd-networkd docker
    in_root systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer
    in_root dracut --force --kver "$(basename "$folder"/lib/modules/*)" /boot/initrd
    ln "$folder"/boot/vmlinuz-* "$folder/boot/vmlinuz"
    # Else the first boot makes caches anew, for a minute.
    touch "$folder"/{etc,var}/.updated
}

# The disk is as large as it may become, and takes what it holds.
make_disk() {
    truncate --size 32G "$folder.disk"
    mkfs.ext4 -q -d "$folder" "$folder.disk"
    mv "$folder.disk" "$folder/boot/disk"
}

lay_out_debian sid "$folder" "${machine[@]}" "${emulator[@]}"
rm -rf "$folder"/usr/share/{doc,locale,man}
configure
make_disk
rm -rf "$folder"/boot/initrd.img-* "$folder"/lib/modules "$folder"/usr/lib/modules
chmod 755 "$folder"
