export const entrypointPath = "/usr/local/bin/pulumi-k3s-entrypoint.sh";

/**
 * Runs before K3s in every node. A change of this text replaces every node of every user, so it is held by a test.
 *
 * Steps: raise the inotify limits where they are lower (they are the host's own); share mounts, so that volumes reach
 * pods; on cgroup v2 move the processes out of the root of the node's own cgroup namespace, because a cgroup with
 * processes cannot hand controllers on; keep the node password with the data.
 */
export const entrypointScript = `#!/bin/sh
raise() {
    limit=/proc/sys/fs/inotify/$1
    [ "$(cat "$limit")" -ge "$2" ] || echo "$2" >"$limit"
}
raise max_user_instances 1024
raise max_user_watches 1048576

mount --make-rshared /

cgroups=/sys/fs/cgroup
if [ -f "$cgroups/cgroup.controllers" ] && [ "$(cat /proc/self/cgroup)" = 0::/ ]; then
    mkdir -p "$cgroups/init"
    for process in $(cat "$cgroups/cgroup.procs"); do
        echo "$process" >"$cgroups/init/cgroup.procs"
    done
    for controller in $(cat "$cgroups/cgroup.controllers"); do
        echo "+$controller" >"$cgroups/cgroup.subtree_control"
    done
fi 2>/dev/null

if [ ! -e /etc/rancher/node ]; then
    mkdir -p /etc/rancher /var/lib/rancher/k3s/pulumi-k3s-node
    ln -s /var/lib/rancher/k3s/pulumi-k3s-node /etc/rancher/node
fi
exec k3s "$@"
`;
