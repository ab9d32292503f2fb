#!/usr/bin/env bash
# kubectl: tests look with it.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

version=v1.34.4

system=$(platform amd64)
url=https://dl.k8s.io/release/$version/bin/${system/-//}/kubectl

download_kubectl() {
    local checksum
    checksum=$(published_checksum "$url.sha256" kubectl)
    with_progress "downloading kubectl" "once, about 60 MB" fetch_verified "$url" "$checksum" "$1/kubectl"
    chmod +x "$1/kubectl"
}

# The node's binary is kubectl too when it is called by that name.
copy_from_node_image() {
    local container
    container=$(docker create "$K3S_TEST_IMAGE")
    docker cp "$container:/bin/k3s" "$1/kubectl"
    docker rm --volumes "$container" >/dev/null
}

if has kubectl; then
    provide KUBECTL_BINARY "$(command -v kubectl)"
    chose kubectl "$("$KUBECTL_BINARY" version --client 2>/dev/null | awk '/^Client/ { print $NF; exit }'), installed"
    exit 0
fi
if [ -d "$CACHE/kubectl/$version" ] || reachable "$url"; then
    folder=$(cache_folder "kubectl/$version" download_kubectl)
    chose kubectl "$version, official download (installed: none)"
elif [ -n "${K3S_TEST_IMAGE:-}" ]; then
    folder=$(cache_folder "kubectl-offline/${K3S_TEST_IMAGE##*:}" copy_from_node_image)
    chose kubectl "the node image's own (installed: none; dl.k8s.io cannot be reached)"
else
    fail "kubectl is not installed, and dl.k8s.io cannot be reached" "Install kubectl: https://kubernetes.io/docs/tasks/tools"
fi
provide KUBECTL_BINARY "$folder/kubectl"
