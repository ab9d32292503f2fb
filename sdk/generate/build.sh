#!/usr/bin/env bash
# Generates the SDKs for Python, Go and C# from the schema into a folder: build.sh FOLDER
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)

go run -C "$repository/sdk/generate" . "$repository/provider/plugin/schema.json" "$repository/docs/assets/logo.png" \
    "$folder" python go dotnet
# The generator asks for an SDK that is older than its own code.
oldest=$(cd "$repository" && node --print 'require("./package.json").peerDependencies["@pulumi/pulumi"].replace("^", "")')
go mod edit -C "$folder/go" -require "github.com/pulumi/pulumi/sdk/v3@v$oldest"
