# shellcheck shell=bash
# The Pulumi CLI in a version: the official download, or the engine built from its Go modules. Each prints a folder that has the
# CLI, the Node.js language host and the launcher of dynamic providers, because from any other place the engine warns about
# each. Sourced after common.sh and download.sh.

pulumi_releases=https://get.pulumi.com/releases/sdk

pulumi_archive() { printf 'pulumi-v%s-%s.tar.gz\n' "$1" "$(platform x64)"; }

# can_download_pulumi VERSION
can_download_pulumi() { [ -d "$CACHE/pulumi/$1" ] || reachable "$pulumi_releases/$(pulumi_archive "$1")"; }

# downloaded_pulumi VERSION
downloaded_pulumi() { cache_folder "pulumi/$1" download_pulumi "$1"; }

# download_pulumi VERSION FOLDER
download_pulumi() {
    local archive checksum
    archive=$(pulumi_archive "$1")
    checksum=$(published_checksum "$pulumi_releases/pulumi-$1-checksums.txt" "$archive")
    with_progress "downloading the Pulumi CLI $1" "once, about 100 MB" \
        fetch_verified "$pulumi_releases/$archive" "$checksum" "$2/$archive"
    tar -xzf "$2/$archive" -C "$2" --strip-components 1
    rm "$2/$archive"
}

# built_pulumi ENGINE-SOURCES
built_pulumi() {
    local hash
    hash=$(hash_of "$1" test/offline/engine/build.sh test/offline/language-host test/offline/dynamic-provider)
    cache_folder "pulumi-offline/$hash" assemble_pulumi "$1"
}

# assemble_pulumi ENGINE-SOURCES FOLDER
assemble_pulumi() {
    local engine language_host
    engine=$(cache_folder "engine/$(hash_of "$1" test/offline/engine/build.sh)" test/offline/engine/build.sh "$1")
    language_host=$(cache_folder "language-host/$(hash_of test/offline/language-host)" test/offline/language-host/build.sh)
    ln "$engine/pulumi" "$language_host/pulumi-language-nodejs" "$2"
    cp test/offline/dynamic-provider/pulumi-resource-pulumi-nodejs "$2"
}
