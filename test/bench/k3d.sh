#!/usr/bin/env bash
# Prints the path of k3d, built from its Go module once.
. "$(dirname "$0")/../setup/common.sh"

folder=$(cache_folder "k3d/$(hash_of test/bench/k3d)" test/bench/k3d/build.sh)
printf '%s\n' "$folder/k3d"
