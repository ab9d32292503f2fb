#!/usr/bin/env bash
# Makes what a release has for Pulumi to download, in the folder $1, for each system that follows: archives.sh FOLDER OS-ARCH...
set -euo pipefail

own=$(cd "$(dirname "$0")" && pwd)
version=$(node --print 'require(process.argv[1]).version' "$own/../../package.json")
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift

for target in "$@"; do
    executables=$(mktemp -d)
    node "$own/build.mjs" "$target" "$executables"
    for kind in resource tool; do
        name=pulumi-$kind-k3s
        tar -czf "$folder/$name-v$version-$target.tar.gz" -C "$executables" "$(cd "$executables" && ls $name*)"
    done
    rm -r "$executables"
done
