#!/usr/bin/env bash
# Builds an image of the registry program, CNCF Distribution, from its own Go module:
#   build.sh TAG LABEL
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

root=$(mktemp -d "$CACHE/temporary/XXXXXX")
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/bin" "$root/etc/distribution" "$root/tmp"
CGO_ENABLED=0 go build -C test/offline/registry-image -trimpath -ldflags "-s -w" -o "$root/bin/registry" .
cp test/offline/registry-image/config.yml "$root/etc/distribution/config.yml"
tar -C "$root" --numeric-owner --owner 0 --group 0 -c bin etc tmp |
    docker import --change 'ENTRYPOINT ["registry"]' --change 'CMD ["serve", "/etc/distribution/config.yml"]' \
        --change 'VOLUME ["/var/lib/registry"]' --change 'EXPOSE 5000' --change "LABEL $2" - "$1"
