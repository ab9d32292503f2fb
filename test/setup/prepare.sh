#!/usr/bin/env bash
# Sets up what is missing and writes the environment file that `make up`, `make test` and the tests work in.
#   prepare.sh up|test|newest|machine
#   prepare.sh only PART...   only these parts, into the environment file that TARGET names
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
    local builds=(engine:4:pulumi kubernetes-plugin:9:plugins docker-plugin:3:plugins node-image:8:node-image
        other-languages:2:other-languages)
    local each folder takes part minutes=0 missing=()
    for each in "${builds[@]}"; do
        IFS=: read -r folder takes part <<<"$each"
        if [ -d "$CACHE/$folder" ] || ! wanted "$part"; then continue; fi
        missing+=("$folder")
        minutes=$((minutes + takes))
    done
    if [ "$minutes" -gt 0 ] && ! has pulumi && ! reachable https://get.pulumi.com/releases/sdk/; then
        note "… get.pulumi.com cannot be reached, so these are built from source modules: ${missing[*]}." \
            "That takes about $minutes minutes on two cores, and is kept for the next time."
    fi
}

# wanted PART
wanted() { [[ " ${parts[*]} " == *" $1 "* ]]; }

base=(node pulumi docker node-image web-image plugins)
others=(helm kubectl registry-image operator-images references-image contract-image podman chromium other-languages)
case $1 in
    up) parts=("${base[@]}") ;;
    test) parts=("${base[@]}" "${others[@]}") ;;
    newest) parts=("${base[@]}" "${others[@]}" newest-pulumi current-docker) ;;
    machine) parts=("${base[@]}" "${others[@]}" emulated-machine) ;;
    only) parts=("${@:2}") ;;
esac

announce_builds
plugins=
trap '[ -z "$plugins" ] || kill "$plugins" 2>/dev/null || true' EXIT
for part in "${parts[@]}"; do
    if [ "$part" = plugins ]; then
        wait "$plugins" || fail "set-up stopped at the build of the plugins"
        plugins=
    fi
    take "$part"
    if [ "$part" = node ] && wanted plugins; then
        # Beside the rest: a build leaves a core idle while it links.
        test/setup/parts/plugins.sh build &
        plugins=$!
    fi
done

mv "$ENVIRONMENT.new" "${TARGET:-$ENVIRONMENT}"
test/setup/parts/sources.sh

note "set up in $((SECONDS - started)) s; environment: ${TARGET:-$ENVIRONMENT}"
