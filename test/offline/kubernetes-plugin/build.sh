#!/usr/bin/env bash
# Builds the official Kubernetes plugin from its Go module into a folder: build.sh VERSION FOLDER
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

module=github.com/pulumi/pulumi-kubernetes/provider/v4
# The schema that main.go embeds is the module's own: laid over the build, so that no copy of it is kept here.
folder=$(cd test/offline/kubernetes-plugin && go mod download "$module" && go list -m -f '{{.Dir}}' "$module")
overlay=$2/overlay.json
printf '{"Replace":{"%s/test/offline/kubernetes-plugin/schema.json":"%s/cmd/pulumi-resource-kubernetes/schema.json"}}' \
    "$ROOT" "$folder" >"$overlay"
with_progress "building the Kubernetes plugin from Go modules" "once, about 9 min" \
    go build -C test/offline/kubernetes-plugin -mod=mod -overlay "$overlay" -o "$2/pulumi-resource-kubernetes" -trimpath \
    -ldflags "-s -w -X $module/pkg/version.Version=$1" .
rm "$overlay"
