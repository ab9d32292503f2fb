#!/usr/bin/env bash
# Builds an image of Redis as its Dockerfile does, without the base image: from the same Debian packages, and of what that
# image has besides only the shell.
#   build.sh TAG CHANGE...
. "$(dirname "$0")/../../setup/common.sh"

packages="redis-server redis-tools dash libc6 libatomic1 libjemalloc2 liblzf1 libssl3 libsystemd0 libcap2 libgcrypt20 \
    libgpg-error0 liblz4-1 liblzma5 libzstd1 libstdc++6 libgcc-s1"
tag=$1
shift
changes=()
for change in 'ENTRYPOINT ["redis-server"]' 'EXPOSE 6379' 'USER 65532:65532' "$@"; do changes+=(--change "$change"); done

work=$(mktemp -d "$CACHE/temporary/XXXXXX")
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$work/packages" "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib" "$root/usr/lib64" "$root/etc/redis" "$root/proc" "$root/tmp"
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done

# shellcheck disable=SC2086 # a list of names
fetch() { (cd "$work/packages" && apt-get -qq -o APT::Sandbox::User=root download $packages); }
fetch || { apt-get -qq update && fetch; }
for package in "$work"/packages/*.deb; do
    # dpkg -x would replace the links by folders.
    dpkg-deb --fsys-tarfile "$package" | tar -C "$root" -x --keep-directory-symlink
done
rm -rf "$root/usr/share" "$root/usr/lib"/*/gconv "$root/usr/lib/systemd" "$root/etc/init.d" "$root/etc/default" "$root/etc/logrotate.d"
ln -sf dash "$root/usr/bin/sh"
tar -C "$root" --numeric-owner --owner 0 --group 0 -c . | docker import "${changes[@]}" - "$tag"
