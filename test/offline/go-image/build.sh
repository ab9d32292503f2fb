#!/usr/bin/env bash
# Builds the image of a static Go program as its Dockerfile does, without the base image of the build stage:
#   build.sh FOLDER PROGRAM TAG CHANGE...
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

folder=$1 program=$2 tag=$3
shift 3
changes=()
for change in "ENTRYPOINT [\"/$program\"]" "USER 65532:65532" "$@"; do changes+=(--change "$change"); done

root=$(mktemp -d "$CACHE/temporary/XXXXXX")
trap 'rm -rf "$root"' EXIT
CGO_ENABLED=0 go build -C "$folder" -trimpath -ldflags "-s -w" -o "$root/$program" .
tar -C "$root" --numeric-owner --owner 0 --group 0 -c "$program" | docker import "${changes[@]}" - "$tag"
