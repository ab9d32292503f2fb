#!/usr/bin/env bash
# The provider plugins of Docker and Kubernetes, in the versions of the npm packages, in a Pulumi home of its own.
#   plugins.sh build    only builds what has to be built, and chooses nothing
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

user_home=${PULUMI_HOME:-$HOME/.pulumi}
# Ours is not the user's: what was built here must not pass for a download.
case $user_home in "$CACHE"/*) user_home=$HOME/.pulumi ;; esac
shared_home=$CACHE/pulumi-home

version_of() { node -p "require('@pulumi/$1/package.json').version"; }
docker_version=$(version_of docker)
kubernetes_version=$(version_of kubernetes)

# copy_installed NAME VERSION: takes a plugin that the user's own Pulumi home has. Links would be ignored by the engine.
copy_installed() {
    local folder=plugins/resource-$1-v$2
    [ -x "$user_home/$folder/pulumi-resource-$1" ] || return 1
    [ ! -d "$shared_home/$folder" ] || return 0
    mkdir -p "$shared_home/plugins"
    rm -rf "$CACHE/temporary/plugin"
    { cp -al "$user_home/$folder" "$CACHE/temporary/plugin" 2>/dev/null ||
        cp -a "$user_home/$folder" "$CACHE/temporary/plugin"; } &&
        mv "$CACHE/temporary/plugin" "$shared_home/$folder"
}

downloaded() { [ -x "$shared_home/plugins/resource-$1-v$2/pulumi-resource-$1" ]; }

download() {
    PULUMI_HOME=$shared_home with_progress "downloading the $1 plugin $2" "once" \
        pulumi plugin install resource "$1" "$2"
}

downloads="https://get.pulumi.com/releases/plugins/pulumi-resource-docker-v$docker_version-$(platform amd64).tar.gz"

# link_plugins DOCKER-FOLDER KUBERNETES-FOLDER HOME
link_plugins() {
    mkdir -p "$3/plugins/resource-docker-v$docker_version" "$3/plugins/resource-kubernetes-v$kubernetes_version"
    ln "$1/pulumi-resource-docker" "$3/plugins/resource-docker-v$docker_version"
    ln "$2/pulumi-resource-kubernetes" "$3/plugins/resource-kubernetes-v$kubernetes_version"
}

# built NAME VERSION: the cached folder of a plugin that is built from modules.
built() {
    cache_folder "$1-plugin/$2-$(hash_of "test/offline/$1-plugin")" "test/offline/$1-plugin/build.sh" "$2"
}

if copy_installed docker "$docker_version" && copy_installed kubernetes "$kubernetes_version"; then
    home=$shared_home how=installed
elif downloaded docker "$docker_version" && downloaded kubernetes "$kubernetes_version"; then
    home=$shared_home how="official download"
elif reachable "$downloads"; then
    home=$shared_home how="official download"
    if [ "${1:-}" != build ]; then
        downloaded docker "$docker_version" || download docker "$docker_version"
        downloaded kubernetes "$kubernetes_version" || download kubernetes "$kubernetes_version"
    fi
else
    docker_folder=$(built docker "$docker_version")
    kubernetes_folder=$(built kubernetes "$kubernetes_version")
    home=$(cache_folder "pulumi-home-offline/$(basename "$docker_folder")_$(basename "$kubernetes_folder")" \
        link_plugins "$docker_folder" "$kubernetes_folder")
    how="built from Go modules (get.pulumi.com cannot be reached)"
    if [ "${1:-}" != build ]; then
        provide PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION true
        # Whatever version it is stamped with.
        provide K3S_TEST_KUBERNETES_MODULE 4.25
    fi
fi
[ "${1:-}" != build ] || exit 0
provide PULUMI_HOME "$home"
chose plugins "docker $docker_version, kubernetes $kubernetes_version, $how"
