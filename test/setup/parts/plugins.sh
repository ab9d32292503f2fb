#!/usr/bin/env bash
# The provider plugins of Docker and Kubernetes, in the versions of the npm packages, in a Pulumi home of its own.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

user_home=${PULUMI_HOME:-$HOME/.pulumi}
# Ours is not the user's: stand-ins in it must not pass for the real ones.
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

if copy_installed docker "$docker_version" && copy_installed kubernetes "$kubernetes_version"; then
    provide PULUMI_HOME "$shared_home"
    chose plugins "docker $docker_version, kubernetes $kubernetes_version, installed"
elif downloaded docker "$docker_version" && downloaded kubernetes "$kubernetes_version"; then
    provide PULUMI_HOME "$shared_home"
    chose plugins "docker $docker_version, kubernetes $kubernetes_version, official download"
elif reachable "https://get.pulumi.com/releases/plugins/pulumi-resource-docker-v$docker_version-$(platform amd64).tar.gz"; then
    provide PULUMI_HOME "$shared_home"
    downloaded docker "$docker_version" || download docker "$docker_version"
    downloaded kubernetes "$kubernetes_version" || download kubernetes "$kubernetes_version"
    chose plugins "docker $docker_version, kubernetes $kubernetes_version, official download"
else
    # The stand-ins run from this checkout, so its home is not shared with others.
    provide PULUMI_HOME "$CHECKOUT_CACHE/pulumi-home"
    provide PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION true
    provide K3S_TEST_PLUGINS stand-in
    test/offline/plugin-install.sh docker "$docker_version"
    test/offline/plugin-install.sh kubernetes "$kubernetes_version"
    chose plugins "docker $docker_version, kubernetes $kubernetes_version: stand-ins (get.pulumi.com cannot be reached)"
fi
