#!/usr/bin/env bash
# Installs the stand-in of provider plugin $1 as version $2 into $PULUMI_HOME.
. "$(dirname "$0")/../setup/common.sh"

main=$ROOT/build/offline/plugins/$1/main.js
launcher=$(mktemp -d "$CACHE/temporary/XXXXXX")
printf '#!/bin/sh\nexec %q %q "$@"\n' "$(node -p process.execPath)" "$main" >"$launcher/pulumi-resource-$1"
chmod +x "$launcher/pulumi-resource-$1"
if ! cmp -s "$launcher/pulumi-resource-$1" "$PULUMI_HOME/plugins/resource-$1-v$2/pulumi-resource-$1"; then
    pulumi plugin install resource "$1" "$2" --file "$launcher" --reinstall >&2
fi
rm -rf "$launcher"
