#!/usr/bin/env bash
# Chromium, which the dashboard's page is tried in.
. "$(dirname "$0")/../common.sh"

installed() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

install_chromium() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
}

if [ -z "$(installed)" ]; then
    if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
        fail "Chromium is not there" "Install it; only as root on Debian this is done for you."
    fi
    with_progress "installing the Debian package chromium" "once, about a minute" install_chromium
fi
[ -n "$(installed)" ] || fail "the Debian package chromium has no chromium"
provide K3S_TEST_CHROMIUM "$(installed)"
chose chromium "$(installed)"
