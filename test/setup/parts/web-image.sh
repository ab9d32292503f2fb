#!/usr/bin/env bash
# The quickstart's web server as an image of the Docker daemon.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/example-image.sh

image=pulumi-k3s-quickstart/web:1
sources=examples/quickstart/image

provide K3S_TEST_WEB_IMAGE "$image"
example_image "web image" "$image" "$sources" "a few seconds" "built with Go" \
    test/offline/go-image/build.sh "$sources" web "$image" "EXPOSE 8080"
