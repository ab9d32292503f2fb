#!/usr/bin/env bash
# Builds Helm from its Go module into the folder $1.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

with_progress "building Helm from Go modules" "once, about 95 s" \
    go build -C test/offline/helm -o "$1/helm" helm.sh/helm/v3/cmd/helm
