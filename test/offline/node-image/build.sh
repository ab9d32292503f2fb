#!/bin/sh
# Builds a stand-in for the rancher/k3s image from upstream Go modules and
# Debian 12 packages. Needs: go, gcc, apt-get, dpkg, docker.
# usage: [OUT=folder] build.sh [TAG]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tag=${1:-pulumi-k3s-test/node:v1.34.4}
version=v1.34.4+k3s1
out=${OUT:-$here/../../../build/node-image}
mkdir -p "$out"
out=$(cd "$out" && pwd)
stage() { echo "== $*" >&2; }

# The images below are made under names that all runs share.
exec 9>"${TMPDIR:-/tmp}/pulumi-k3s-test-node-image.lock"
flock 9

# Up to date is an image that the same sources made, as $out/made tells.
sources=$(cd "$here" && { go version && cat build.sh layout.sh commands.txt go.mod go.sum */*.go */*.tmpl */*.c; } | sha256sum)
made() { echo "$sources $(docker image inspect --format '{{.Id}}' "$tag" 2>/dev/null)"; }
if [ -f "$out/images/echo.tar" ] && [ "$(made)" = "$(cat "$out/made" 2>/dev/null)" ]; then
  stage "node image: $tag is up to date"
  exit
fi

# What is half made is never taken for made: all work is done in $new, of which
# the outcome is moved out at the end.
new=$out/new
rm -rf "$new"
mkdir -p "$new/images" "$new/debs" "$new/unpacked"
trap 'rm -rf "$new"' EXIT
trap 'exit 130' INT TERM

stage "node image: compiling k3s, CoreDNS and a test workload (6 minutes the first time)"
cd "$here"
# One command and one set of tags, so that the packages in common compile once.
# netgo and osusergo make static binaries; dbstat is for kine's size query.
export CGO_ENABLED=1 CGO_CFLAGS="-O1 -DSQLITE_ENABLE_DBSTAT_VTAB=1"
v=k8s.io/component-base/version
build() {
  go build -trimpath -tags "netgo osusergo sqlite_omit_load_extension" -o "$new/" -ldflags \
    "-s -w -linkmode external -extldflags -static -X $v.gitVersion=$version -X $v.gitMajor=1 -X $v.gitMinor=34" "$@"
}
build ./k3s ./coredns ./echo
# Apart, because its logrus differs from the others' by upper case alone.
build github.com/rancher/local-path-provisioner
gcc -static -Os -s -o "$new/pause" pause/pause.c

stage "node image: packing the images that every node has"
for image in pause:local/pause:1 coredns:local/coredns:1 echo:test/echo:1; do
  name=${image%%:*} ref=${image#*:}
  tar -C "$new" -cf "$new/$name.tar" "$name"
  docker import --change "ENTRYPOINT [\"/$name\"]" "$new/$name.tar" "$ref" >/dev/null
  docker save -o "$new/images/$name.tar" "$ref"
  docker rmi "$ref" >/dev/null
done

stage "node image: fetching containerd, runc, CNI plugins, iptables, busybox and CAs from Debian"
packages="busybox ca-certificates containerd runc containernetworking-plugins iptables mount libc6 libseccomp2 \
  libxtables12 libnftnl11 libmnl0 libmount1 libblkid1 libselinux1 libpcre2-8-0"
fetch() { (cd "$new/debs" && apt-get -qq -o APT::Sandbox::User=root download $packages); }
fetch || { stage "node image: the package lists are out of date"; apt-get -qq update && fetch; }

stage "node image: laying out the root file system"
unpacked=$new/unpacked root=$new/rootfs
mkdir -p "$unpacked/usr/bin" "$unpacked/usr/sbin" "$unpacked/usr/lib" "$unpacked/usr/lib64"
for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$unpacked/$dir"; done
# dpkg -x would replace these links by folders.
for deb in "$new"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" | tar -C "$unpacked" -x --keep-directory-symlink
done
"$here/layout.sh" "$unpacked" "$root" "$here/commands.txt"
cp "$new/k3s" "$root/bin/k3s"
cp "$new/local-path-provisioner" "$root/usr/share/k3s/bin/"
cp "$new/images/pause.tar" "$new/images/coredns.tar" "$root/usr/share/k3s/images"
echo "PRETTY_NAME=\"K3s $version stand-in\"" >"$root/etc/os-release"

stage "node image: importing $tag"
tar -C "$root" --numeric-owner --owner 0 --group 0 -cf "$new/rootfs.tar" .
docker import \
  --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/bin/aux' \
  --change 'ENV CRI_CONFIG_FILE=/var/lib/rancher/k3s/agent/etc/crictl.yaml' \
  --change 'VOLUME ["/var/lib/kubelet", "/var/lib/rancher/k3s", "/var/lib/cni", "/var/log"]' \
  --change 'ENTRYPOINT ["/bin/k3s"]' --change 'CMD ["agent"]' \
  "$new/rootfs.tar" "$tag" >/dev/null
rm -rf "$out/images"
mv "$new/images" "$out/images"
made >"$out/made"
stage "node image: $tag is ready; the test workload's archive is $out/images/echo.tar"
