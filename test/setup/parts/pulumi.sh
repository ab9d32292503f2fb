#!/usr/bin/env bash
# The Pulumi CLI with the Node.js language host and the launcher of dynamic providers.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

minimum=3.250.0
version=3.250.0

releases=https://get.pulumi.com/releases/sdk
archive=pulumi-v$version-$(platform x64).tar.gz

download_pulumi() {
    local checksum
    checksum=$(published_checksum "$releases/pulumi-$version-checksums.txt" "$archive")
    with_progress "downloading the Pulumi CLI" "once, about 100 MB" \
        fetch_verified "$releases/$archive" "$checksum" "$1/$archive"
    tar -xzf "$1/$archive" -C "$1" --strip-components 1
    rm "$1/$archive"
}

# The official CLI has all three in one folder; from any other place the engine warns about each.
offline_sources=(test/offline/engine test/offline/language-host test/offline/dynamic-provider)
assemble_pulumi() {
    local engine language_host
    engine=$(cache_folder "engine/$(hash_of test/offline/engine)" test/offline/engine/build.sh)
    language_host=$(cache_folder "language-host/$(hash_of test/offline/language-host)" test/offline/language-host/build.sh)
    ln "$engine/pulumi" "$language_host/pulumi-language-nodejs" "$1"
    cp test/offline/dynamic-provider/pulumi-resource-pulumi-nodejs "$1"
}

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
elif [ -d "$CACHE/pulumi/$version" ] || reachable "$releases/$archive"; then
    folder=$(cache_folder "pulumi/$version" download_pulumi)
    provide_path "$folder"
    chose pulumi "$version, official download (installed: ${installed:-none})"
else
    folder=$(cache_folder "pulumi-offline/$(hash_of "${offline_sources[@]}")" assemble_pulumi)
    provide_path "$folder"
    chose pulumi "$version, built from Go modules (installed: ${installed:-none}; get.pulumi.com cannot be reached)"
fi
