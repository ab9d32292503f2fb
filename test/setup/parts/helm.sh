#!/usr/bin/env bash
# The Helm 3 CLI: tests compare with it.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

version=v3.19.0

archive=helm-$version-$(platform amd64).tar.gz
url=https://get.helm.sh/$archive

download_helm() {
    local checksum
    checksum=$(published_checksum "$url.sha256sum" "$archive")
    with_progress "downloading Helm" "once, about 20 MB" fetch_verified "$url" "$checksum" "$1/$archive"
    tar -xzf "$1/$archive" -C "$1" --strip-components 1
    rm "$1/$archive"
}

installed=$(helm version --template '{{.Version}}' 2>/dev/null || true)
case $installed in
    v3.*)
        provide HELM_BINARY "$(command -v helm)"
        chose helm "$installed, installed"
        exit 0
        ;;
esac
reason="installed: ${installed:-none}; version 3 is needed"
if [ -d "$CACHE/helm/$version" ] || reachable "$url"; then
    folder=$(cache_folder "helm/$version" download_helm)
    chose helm "$version, official download ($reason)"
else
    folder=$(cache_folder "helm-offline/$(hash_of test/offline/helm)" test/offline/helm/build.sh)
    chose helm "$version, built from Go modules ($reason; get.helm.sh cannot be reached)"
fi
provide HELM_BINARY "$folder/helm"
