#!/usr/bin/env bash
# Sets up what is missing and writes the environment file that `make up`, `make test` and the tests work in.
#   prepare.sh up|test|newest|machine
. "$(dirname "$0")/common.sh"
. test/setup/download.sh
. test/setup/lock.sh

started=$SECONDS

# Whoever has sourced the environment file of this or another checkout already must get the same choices again.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v -e "^$CACHE/" -e "^$ROOT/" -e '/node_modules/\.bin$' | paste -sd:)
unset KUBECONFIG HELM_BINARY KUBECTL_BINARY K3S_TEST_CURRENT_DOCKER K3S_TEST_EMULATED_MACHINE K3S_TEST_KUBERNETES_MODULE PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION

lock set-up
rm -rf "$CACHE/temporary" && mkdir "$CACHE/temporary"
: >"$ENVIRONMENT.new"
printf 'unset KUBECONFIG\n' >>"$ENVIRONMENT.new"

take() {
    test/setup/parts/"$1".sh || fail "set-up stopped at the part '$1'"
    # shellcheck disable=SC1090
    . "$ENVIRONMENT.new"
}

# Where nothing but package registries is reached, what follows takes its time once.
announce_builds() {
    local part minutes=0 missing=() parts=(engine:4 kubernetes-plugin:9 docker-plugin:3 node-image:8)
    [ "$1" = up ] || parts+=(other-languages:2)
    for part in "${parts[@]}"; do
        [ ! -d "$CACHE/${part%:*}" ] || continue
        missing+=("${part%:*}")
        minutes=$((minutes + ${part#*:}))
    done
    if [ "$minutes" -gt 0 ] && ! has pulumi && ! reachable https://get.pulumi.com/releases/sdk/; then
        note "… get.pulumi.com cannot be reached, so these are built from source modules: ${missing[*]}." \
            "That takes about $minutes minutes on two cores, and is kept for the next time."
    fi
}

announce_builds "$1"
take node
# Beside the rest: a build leaves a core idle while it links.
test/setup/parts/plugins.sh build &
plugins=$!
trap 'kill "$plugins" 2>/dev/null || true' EXIT
for part in pulumi docker node-image web-image; do take "$part"; done
wait "$plugins" || fail "set-up stopped at the build of the plugins"
take plugins
if [ "$1" != up ]; then
    for part in helm kubectl registry-image operator-images references-image contract-image podman other-languages; do
        take "$part"
    done
fi
if [ "$1" = newest ]; then
    for part in newest-pulumi current-docker; do take "$part"; done
fi
[ "$1" != machine ] || take emulated-machine

mv "$ENVIRONMENT.new" "$ENVIRONMENT"
test/setup/parts/sources.sh

note "set up in $((SECONDS - started)) s; environment: $ENVIRONMENT"
