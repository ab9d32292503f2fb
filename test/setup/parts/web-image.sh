#!/usr/bin/env bash
# The quickstart's web server as an image of the Docker daemon.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

image=pulumi-k3s-quickstart/web:1
sources=examples/quickstart/image
label=pulumi-k3s.sources
hash=$(hash_of "$sources")

provide K3S_TEST_WEB_IMAGE "$image"
if [ "$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null)" = "$hash" ]; then
    chose "web image" "$image, built already"
elif reachable https://registry-1.docker.io/v2/; then
    with_progress "building the quickstart's image" "once, a minute" \
        docker build --tag "$image" --label "$label=$hash" "$sources"
    chose "web image" "$image, built by Docker"
else
    with_progress "building the quickstart's image from source" "once, a few seconds" \
        test/offline/web-image/build.sh "$sources" "$image" "$label=$hash"
    chose "web image" "$image, built with Go (registry-1.docker.io cannot be reached)"
fi
