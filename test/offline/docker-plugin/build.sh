#!/usr/bin/env bash
# Builds the plugin of Docker from its Go modules into a folder: build.sh VERSION FOLDER
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

with_progress "building the Docker plugin from Go modules" "once, about 3 min" \
    go build -C test/offline/docker-plugin -o "$2/pulumi-resource-docker" -tags no_compose -trimpath \
    -ldflags "-s -w -X main.version=$1" .
