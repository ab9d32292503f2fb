#!/usr/bin/env bash
# Builds the image of a Go web server as its Dockerfile does, without the base image of the build stage:
#   build.sh FOLDER TAG LABEL
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

root=$(mktemp -d "$CACHE/temporary/XXXXXX")
trap 'rm -rf "$root"' EXIT
CGO_ENABLED=0 go build -C "$1" -trimpath -ldflags "-s -w" -o "$root/web" .
tar -C "$root" --numeric-owner --owner 0 --group 0 -c web |
    docker import --change 'ENTRYPOINT ["/web"]' --change 'EXPOSE 8080' --change 'USER 65532:65532' --change "LABEL $3" - "$2"
