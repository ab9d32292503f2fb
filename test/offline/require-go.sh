#!/usr/bin/env bash
# Go is what the offline builds need; from 1.21 on it fetches the version that a module asks for by itself.
. "$(dirname "$0")/../setup/common.sh"

minimum=1.24
advice="Install Go $minimum or newer (https://go.dev/dl), or connect to the internet: with the official downloads no Go is needed."
has go || fail "Go is not installed, and this machine has to build parts from source" "$advice"
version=$(GOTOOLCHAIN=local go env GOVERSION)
version_at_least "$minimum" "${version#go}" || fail "$version is too old to build parts from source" "$advice"
