#!/usr/bin/env bash
# The images of the example with an operator: the operator, and the Redis that it runs.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/example-image.sh

operator=pulumi-k3s-operator/operator:1
redis=pulumi-k3s-operator/redis:7
sources=examples/operator/image

example_image "operator image" "$operator" "$sources/operator" "a minute or a few" "built with Go" \
    test/offline/go-image/build.sh "$sources/operator" operator "$operator"
example_image "redis image" "$redis" "$sources/redis test/offline/redis-image" "some seconds" "laid out from Debian packages" \
    test/offline/redis-image/build.sh "$redis"
