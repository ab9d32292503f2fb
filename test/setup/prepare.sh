#!/usr/bin/env bash
# Sets up what is missing and writes the environment file that `make up`, `make test` and the tests work in.
#   prepare.sh up|test
. "$(dirname "$0")/common.sh"
. test/setup/lock.sh

started=$SECONDS

# Whoever has sourced the environment file already must get the same choices again.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v -e "^$CACHE/" -e "^$ROOT/" | paste -sd:)
unset KUBECONFIG HELM_BINARY KUBECTL_BINARY K3S_TEST_PLUGINS PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION

lock set-up
rm -rf "$CACHE/temporary" && mkdir "$CACHE/temporary"
: >"$ENVIRONMENT.new"
printf 'unset KUBECONFIG\n' >>"$ENVIRONMENT.new"

take() {
    test/setup/parts/"$1".sh || fail "set-up stopped at the part '$1'"
    # shellcheck disable=SC1090
    . "$ENVIRONMENT.new"
}

for part in node pulumi plugins docker node-image web-image; do take "$part"; done
# The official Kubernetes plugin brings its own Helm and kustomize; only tests look with the command line tools then.
if [ "$1" = test ] || [ "${K3S_TEST_PLUGINS:-}" = stand-in ]; then
    for part in helm kubectl; do take "$part"; done
fi
if [ "$1" = test ]; then
    for part in registry-image operator-images references-image contract-image podman; do take "$part"; done
fi

mv "$ENVIRONMENT.new" "$ENVIRONMENT"
test/setup/parts/sources.sh

note "set up in $((SECONDS - started)) s; environment: $ENVIRONMENT"
