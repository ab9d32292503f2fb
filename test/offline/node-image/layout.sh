#!/bin/sh
# Lays the node's root file system out as the rancher/k3s image has it: programs
# in /bin, what has a twin on other hosts (iptables, mount) in /bin/aux, nothing
# in /usr/bin or /sbin.
# usage: layout.sh UNPACKED_PACKAGES ROOT COMMANDS
set -eu
from=$1 root=$2 commands=$3
mkdir -p "$root/bin/aux" "$root/lib" "$root/lib64" "$root/usr/lib" "$root/usr/share/k3s/images" "$root/usr/share/k3s/bin" "$root/etc" \
  "$root/proc" "$root/sys" "$root/dev" "$root/run" "$root/var/run" "$root/var/log"
mkdir -p -m 1777 "$root/tmp"

for program in bin/busybox bin/containerd bin/containerd-shim-runc-v2 bin/ctr sbin/runc; do
  cp -a "$from/usr/$program" "$root/bin/"
done
# Only commands that the real image has: one that is only here would hide a defect.
while read -r command; do ln -s busybox "$root/bin/$command"; done <"$commands"
ln -s k3s "$root/bin/kubectl"

cp -a "$from/usr/bin/mount" "$root/bin/aux/"
ln -s ../busybox "$root/bin/aux/modprobe"
cp -a "$from/usr/sbin/xtables-nft-multi" "$root/bin/aux/"
for family in iptables ip6tables; do
  for verb in "" -save -restore; do
    ln -s xtables-nft-multi "$root/bin/aux/$family$verb"
    ln -s xtables-nft-multi "$root/bin/aux/$family-nft$verb"
  done
done

cp -a "$from/usr/lib/." "$root/lib/"
cp -a "$from/usr/lib64/." "$root/lib64/"
rm -rf "$root/lib/systemd" "$root/lib/x86_64-linux-gnu/gconv" "$root/lib/cni"
mkdir -p "$root/lib/modules" "$root/usr/lib/cni"
# iptables looks for its extensions where Debian has them.
ln -s ../../lib/x86_64-linux-gnu "$root/usr/lib/x86_64-linux-gnu"
for plugin in ptp host-local loopback portmap; do cp -a "$from/usr/lib/cni/$plugin" "$root/usr/lib/cni/"; done

mkdir -p "$root/etc/ssl/certs"
cat "$from"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"
echo "root:x:0:0:root:/:/bin/sh" >"$root/etc/passwd"
echo "root:x:0:" >"$root/etc/group"
echo "hosts: files dns" >"$root/etc/nsswitch.conf"
