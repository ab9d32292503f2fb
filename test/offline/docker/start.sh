#!/usr/bin/env bash
# Starts a Docker daemon by hand, for machines without an init system: start.sh [SOCKET] [DOCKERD-OPTION...]
# Its settings are its own; nothing under /etc is written.
. "$(dirname "$0")/../../setup/common.sh"
. test/offline/docker/daemon.sh

socket=${1:-/var/run/docker.sock}
[ $# -eq 0 ] || shift
# Where the daemon keeps its running state; a second daemon, as in trials, is given another.
execution_folder=${DOCKER_EXECUTION_FOLDER:-/var/run/docker}
# Another daemon than the machine's own, from a root folder that current-docker/build.sh has laid out.
dockerd=(dockerd)
[ -z "${DOCKER_ROOT:-}" ] || dockerd=(test/offline/current-docker/enter.sh "$DOCKER_ROOT" dockerd)
mkdir -p "$DAEMON_FOLDER" "$(dirname "$socket")"

remove_stale_ids() {
    local file name
    for file in "$DAEMON_FOLDER/dockerd.pid" /var/run/docker.pid "$execution_folder"/containerd/*.pid; do
        [ -f "$file" ] || continue
        name=$(basename "$file" .pid)
        [ "$name" != docker ] || name=dockerd
        process_is "$(cat "$file")" "$name" || rm -f "$file"
    done
}

write_settings() {
    local runtime=$DAEMON_FOLDER/runc-without-sys-resource
    if ! lacks_sys_resource; then
        printf '{}\n' >"$DAEMON_FOLDER/daemon.json"
    else
        cp test/offline/docker/runc-without-sys-resource "$runtime"
        printf '{"runtimes":{"without-sys-resource":{"path":"%s"}},"default-runtime":"without-sys-resource"}\n' "$runtime" \
            >"$DAEMON_FOLDER/daemon.json"
        note "… this machine's root lacks CAP_SYS_RESOURCE: containers are started without it"
    fi
}

await_answer() {
    local deadline=$((SECONDS + 60))
    until docker --host "unix://$socket" version >/dev/null 2>&1; do
        # Not by its name: on a busy machine it has not become dockerd yet.
        if [ -z "$(jobs -r)" ] || ((SECONDS > deadline)); then
            tail -n 20 "$DAEMON_FOLDER/dockerd.log" >&2
            fail "the Docker daemon does not answer" "Its log: $DAEMON_FOLDER/dockerd.log"
        fi
        sleep 0.2
    done
}

remove_stale_ids
write_settings
# A session of its own, without our lock: it outlives this script.
setsid "${dockerd[@]}" --config-file "$DAEMON_FOLDER/daemon.json" --pidfile "$DAEMON_FOLDER/dockerd.pid" \
    --host "unix://$socket" --exec-root "$execution_folder" "$@" \
    >"$DAEMON_FOLDER/dockerd.log" 2>&1 </dev/null 9>&- &
await_answer
printf '%s\n' "$socket" >"$DAEMON_FOLDER/socket"
