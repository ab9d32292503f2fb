#!/usr/bin/env bash
# The Pulumi CLI with the Node.js language host and the launcher of dynamic providers.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/pulumi-cli.sh

minimum=3.250.0
version=3.250.0

# A home of its own: the user's login, selected stacks and plugins stay as they are. Without the files of attributes beside
# each state, which Pulumi writes in place: an engine that is killed then leaves an empty one, and no state can be read.
provide PULUMI_BACKEND_URL "file://$CACHE/state?metadata=skip"
provide PULUMI_SKIP_UPDATE_CHECK true
provide PULUMI_CONFIG_PASSPHRASE_FILE "$CACHE/passphrase"
mkdir -p "$CACHE/state"
if [ ! -s "$CACHE/passphrase" ]; then
    (umask 077 && od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$CACHE/passphrase.new")
    mv "$CACHE/passphrase.new" "$CACHE/passphrase"
fi

installed=$(PULUMI_HOME=$CACHE/pulumi-home pulumi version 2>/dev/null || true)
installed=${installed#v}
if [ -n "$installed" ] && version_at_least "$minimum" "$installed" && has pulumi-language-nodejs; then
    chose pulumi "$installed, installed"
elif can_download_pulumi "$version"; then
    folder=$(downloaded_pulumi "$version")
    provide_path "$folder"
    chose pulumi "$version, official download (installed: ${installed:-none})"
else
    folder=$(built_pulumi test/offline/engine)
    provide_path "$folder"
    chose pulumi "$version, built from Go modules (installed: ${installed:-none}; get.pulumi.com cannot be reached)"
fi
