#!/usr/bin/env bash
# Builds Pulumi's language hosts for YAML, Python and Go into the folder $1. The last ones for Python and Go that are Go modules
# by themselves are years older than the engine, and serve programs of current SDKs all the same.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

sources=test/offline/other-languages
sdk=github.com/pulumi/pulumi/sdk/v3

build_hosts() {
    go build -C "$sources/yaml" -o "$1/" github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml
    go build -C "$sources/python-and-go" -o "$1/" "$sdk/python/cmd/pulumi-language-python" "$sdk/go/pulumi-language-go"
    # The host for Python starts programs by this script.
    install -m 755 "$(cd "$sources/python-and-go" && go list -m -f '{{.Dir}}' "$sdk")/python/cmd/pulumi-language-python-exec" "$1"
}

with_progress "building Pulumi's language hosts for YAML, Python and Go from Go modules" "once, about 2 min" build_hosts "$1"
