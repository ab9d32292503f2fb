#!/usr/bin/env bash
# The newest Pulumi CLI that the tests know, beside the oldest that the package supports.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh
. test/setup/pulumi-cli.sh

version=$(sed -n 's#.*pulumi/pulumi/pkg/v3 v\([0-9.]*\).*#\1#p' test/offline/newest-engine/go.mod)

if can_download_pulumi "$version"; then
    folder=$(downloaded_pulumi "$version")
    chose "newest pulumi" "$version, official download"
else
    folder=$(built_pulumi test/offline/newest-engine)
    chose "newest pulumi" "$version, built from Go modules (get.pulumi.com cannot be reached)"
fi
provide K3S_TEST_NEWEST_PULUMI "$folder"
