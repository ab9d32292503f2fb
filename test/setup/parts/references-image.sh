#!/usr/bin/env bash
# The image of the example with references: a program that uses a Redis and a cluster.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/example-image.sh

image=pulumi-k3s-references/api:1
sources=examples/references/image

example_image "references image" "$image" "$sources" "a minute or a few" "built with Go" \
    test/offline/go-image/build.sh "$sources" api "$image"
