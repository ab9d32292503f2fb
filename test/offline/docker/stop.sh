#!/usr/bin/env bash
# Stops the Docker daemon that start.sh started, unless containers still run on it.
. "$(dirname "$0")/../../setup/common.sh"
. test/offline/docker/daemon.sh

id=$(started_daemon) || exit 0
running=$(docker --host "unix://$(cat "$DAEMON_FOLDER/socket")" ps --format '{{.Names}}' | paste -sd' ')
if [ -n "$running" ]; then
    note "the Docker daemon that was started here (process $id) goes on: containers run on it ($running). To stop it: kill $id"
    exit 0
fi
kill "$id"
deadline=$((SECONDS + 60))
while process_is "$id" dockerd; do
    ((SECONDS < deadline)) || fail "the Docker daemon (process $id) did not stop" "Its log: $DAEMON_FOLDER/dockerd.log"
    sleep 0.2
done
note "stopped the Docker daemon that was started here"
