#!/usr/bin/env bash
# Runs a command in the environment that prepare.sh has made: test/setup/run.sh COMMAND...
. "$(dirname "$0")/common.sh"

[ -r "$ENVIRONMENT" ] || test/setup/prepare.sh test
# shellcheck disable=SC1090
. "$ENVIRONMENT"
exec "$@"
