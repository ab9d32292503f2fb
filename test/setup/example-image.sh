# shellcheck shell=bash
# Images of the examples and tests, from their Dockerfiles or by what stands for them offline. Sourced after common.sh and download.sh.

# example_image PART IMAGE SOURCES EXPECTED HOW COMMAND...: builds an image when one of its source folders has changed, the
# first of which has the Dockerfile. Where Docker Hub cannot be reached, COMMAND does it, given a label to set, and HOW says
# what that is.
example_image() {
    local part=$1 image=$2 folders expected=$4 how=$5 label=pulumi-k3s.sources hash
    read -ra folders <<<"$3"
    shift 5
    hash=$(hash_of "${folders[@]}")
    if [ "$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null)" = "$hash" ]; then
        chose "$part" "$image, built already"
    elif reachable https://registry-1.docker.io/v2/; then
        with_progress "building the $part" "once, a minute" \
            docker build --tag "$image" --label "$label=$hash" "${folders[0]}"
        chose "$part" "$image, built by Docker"
    else
        with_progress "building the $part offline" "once, $expected" "$@" "LABEL $label=$hash"
        chose "$part" "$image, $how (registry-1.docker.io cannot be reached)"
    fi
}
