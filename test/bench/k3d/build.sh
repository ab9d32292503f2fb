#!/usr/bin/env bash
# Builds k3d, the peer that the benchmarks compare with, from its Go module into the folder $1.
. "$(dirname "$0")/../../setup/common.sh"
test/offline/require-go.sh

with_progress "building k3d from Go modules" "once, about 35 s" \
    go build -C test/bench/k3d -o "$1/k3d" github.com/k3d-io/k3d/v5
