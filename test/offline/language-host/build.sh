#!/usr/bin/env bash
# Builds Pulumi's Node.js language host from its Go module into the folder $1.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

with_progress "building Pulumi's Node.js language host from Go modules" "once, about 20 s" \
    go build -C test/offline/language-host -o "$1/pulumi-language-nodejs" \
    github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs
