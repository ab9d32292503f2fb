# shellcheck shell=bash
# What starting and stopping a Docker daemon by hand share. Sourced after common.sh.

DAEMON_FOLDER=${DAEMON_FOLDER:-$CACHE/docker}

# process_is ID NAME: whether a process with that id lives (one that has ended may wait to be collected) and runs that
# program.
process_is() {
    [ -n "$1" ] && awk -v name="$2" '/^Name:/ { named = $2 == name } /^State:/ { lives = $2 != "Z" && $2 != "X" }
        END { exit !(named && lives) }' "/proc/$1/status" 2>/dev/null
}

# lacks_sys_resource: whether this machine's root may not give a container every capability.
lacks_sys_resource() {
    local bounding
    bounding=0x$(awk '/^CapBnd:/ { print $2 }' /proc/self/status)
    ((!(bounding >> 24 & 1)))
}

# stop_daemon_at_end: a daemon that the script starts goes with it; one that ran before stays.
stop_daemon_at_end() {
    started_daemon >/dev/null || trap test/offline/docker/stop.sh EXIT
}

# started_daemon: prints the id of the daemon that start.sh started, when it runs.
started_daemon() {
    local id
    id=$(cat "$DAEMON_FOLDER/dockerd.pid" 2>/dev/null) || return 1
    process_is "$id" dockerd && printf '%s\n' "$id"
}
