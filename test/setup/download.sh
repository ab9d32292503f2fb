# shellcheck shell=bash
# Official downloads: asked for once per host with a short patience, and never unpacked unverified. Sourced after common.sh.

# reachable URL: whether it can be had, within a few seconds. A registry answers 401 to whoever has no token yet; a proxy
# that refuses answers otherwise.
reachable() {
    local status
    status=$(curl --silent --head --output /dev/null --write-out '%{http_code}' --connect-timeout 3 --max-time 5 "$1" 2>/dev/null) ||
        return 1
    case $status in 2?? | 3?? | 401) ;; *) return 1 ;; esac
}

# fetch_verified URL SHA256 FILE
fetch_verified() {
    curl --fail --silent --show-error --location --connect-timeout 5 --retry 2 --output "$3" "$1"
    printf '%s  %s\n' "$2" "$3" | sha256sum --check --status ||
        fail "$1 does not have the published checksum $2" "Try again; if it stays so, do not use the file."
}

# published_checksum URL NAME: the SHA-256 that a list of checksums gives for a file, or that a file of its own holds.
published_checksum() {
    local checksum
    checksum=$(curl --fail --silent --show-error --location --connect-timeout 5 --retry 2 "$1" |
        awk -v name="$2" 'NF == 1 || $2 == name || $2 == "*" name { print $1 }')
    [ -n "$checksum" ] || fail "$1 names no checksum of $2" "Try again, or install the part yourself."
    printf '%s\n' "$checksum"
}

# platform SYSTEM-NAME-OF-X86: for example linux-x64, or linux-amd64
platform() {
    local machine
    case $(uname -m) in
        x86_64 | amd64) machine=$1 ;;
        aarch64 | arm64) machine=arm64 ;;
        *) machine=$(uname -m) ;;
    esac
    printf '%s-%s\n' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$machine"
}
