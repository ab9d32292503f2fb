#!/usr/bin/env bash
# Starts Podman's Docker-compatible service with settings and storage of its own: start.sh FOLDER ADDRESS
. "$(dirname "$0")/../../setup/common.sh"
. test/offline/docker/daemon.sh

folder=$1
address=$2
mkdir -p "$folder"

# One line of limits that this process may give: Podman otherwise asks for more than a root without CAP_SYS_RESOURCE has.
limits() { printf 'default_ulimits = ["nofile=%s:%s", "nproc=%s:%s"]\n' "$(ulimit -Hn)" "$(ulimit -Hn)" "$(ulimit -Hu)" "$(ulimit -Hu)"; }

write_settings() {
    local runtime
    runtime=$(command -v runc) || fail "runc is not installed" "Install it: apt-get install runc"
    printf '[containers]\n'
    if lacks_sys_resource; then
        cp test/offline/docker/runc-without-sys-resource "$folder"
        runtime=$folder/runc-without-sys-resource
        limits
    fi
    printf '[network]\nnetwork_backend = "netavark"\n'
    printf '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\nruntime = "chosen"\n'
    printf '[engine.runtimes]\nchosen = ["%s"]\n' "$runtime"
}

await_answer() {
    local deadline=$((SECONDS + 60))
    until docker --host "$address" version >/dev/null 2>&1; do
        if [ -z "$(jobs -r)" ] || ((SECONDS > deadline)); then
            tail -n 20 "$folder/service.log" >&2
            fail "the Podman service does not answer" "Its log: $folder/service.log"
        fi
        sleep 0.2
    done
}

write_settings >"$folder/containers.conf"
export CONTAINERS_CONF=$folder/containers.conf
setsid podman --root "$folder/storage" --runroot /run/containers/storage system service --time 0 "$address" \
    >"$folder/service.log" 2>&1 </dev/null 9>&- &
await_answer
