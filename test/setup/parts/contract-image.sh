#!/usr/bin/env bash
# The image of the server that the tests of endpoints connect to.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/example-image.sh

image=pulumi-k3s-test/contract-server:1
sources=test/e2e/contract-server

example_image "contract image" "$image" "$sources" "a minute or a few" "built with Go" \
    test/offline/go-image/build.sh "$sources" contract-server "$image"
