#!/usr/bin/env bash
# Builds the Pulumi engine and CLI from its Go module into the folder $1.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

version=$(cd test/offline/engine && go list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3)
with_progress "building the Pulumi engine from Go modules" "once, about 4 min" \
    go build -C test/offline/engine -o "$1/pulumi" \
    -ldflags "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" \
    github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
