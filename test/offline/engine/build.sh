#!/usr/bin/env bash
# Builds the Pulumi engine and CLI from its Go module, in the version of a go.mod, into a folder: build.sh SOURCES FOLDER
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

version=$(cd "$1" && go list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3)
with_progress "building the Pulumi engine $version from Go modules" "once, about 4 min" \
    go build -C "$1" -o "$2/pulumi" \
    -ldflags "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" \
    github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
