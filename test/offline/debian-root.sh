# shellcheck shell=bash
# Root folders of Debian, from the mirror that this machine's apt takes its packages from. Sourced after common.sh.

# debian_mirror: that one, or nothing.
debian_mirror() {
    # shellcheck disable=SC2016 # apt's own names
    apt-get indextargets --format '$(SUITE) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
        awk '$1 !~ /-/ { print $2; exit }'
}

# use_proxy_of_apt: for debootstrap, which does not ask apt.
use_proxy_of_apt() {
    local scheme
    for scheme in http https; do
        eval "$(apt-config shell proxy "Acquire::$scheme::Proxy")"
        case ${proxy:-} in http*) export "${scheme}_proxy=$proxy" ;; esac
        unset proxy
    done
}

# lay_out_debian RELEASE FOLDER PACKAGE...
lay_out_debian() {
    local release=$1 folder=$2 mirror packages
    shift 2
    packages=$(printf '%s,' "$@")
    has apt-get || fail "there is no apt-get on this machine, which fetches Debian's packages" "Run it on Debian."
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || fail "apt on this machine knows no mirror of Debian" "Run it on Debian."
    if ! has debootstrap; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
    fi
    use_proxy_of_apt
    # What it mounts goes with it, also when it is killed.
    unshare --mount --propagation private debootstrap --variant=minbase --include="${packages%,}" \
        "$release" "$folder" "$mirror"
    rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*
}
