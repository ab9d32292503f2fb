#!/usr/bin/env bash
# Builds the stand-in for Pulumi's Node.js language host into the folder $1.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

sdk=$(sed -n 's#.*pulumi/sdk/v3 v##p' test/offline/language-host/go.mod)
with_progress "building the stand-in for Pulumi's Node.js language host" "once, about 50 s" \
    go build -C test/offline/language-host -ldflags "-X main.version=$sdk" -o "$1/pulumi-language-nodejs" .
