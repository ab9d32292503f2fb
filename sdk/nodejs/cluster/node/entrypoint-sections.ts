import { inotifyLimits } from "../../../../shared/cluster-defaults";

/** Raises the inotify limits if they are lower. The limits are those of the host. */
export const inotify = `raise() {
    limit=/proc/sys/fs/inotify/$1
    [ "$(cat "$limit")" -ge "$2" ] || echo "$2" >"$limit"
}
raise max_user_instances ${inotifyLimits.max_user_instances}
raise max_user_watches ${inotifyLimits.max_user_watches}
`;

/** Makes the mounts shared, so that volumes reach pods. */
export const mounts = `mount --make-rshared /
`;

/**
 * On cgroup v2, moves the processes out of the root of the node's cgroup namespace: a cgroup that contains processes
 * cannot delegate controllers.
 */
export const cgroups = `cgroups=/sys/fs/cgroup
if [ -f "$cgroups/cgroup.controllers" ] && [ "$(cat /proc/self/cgroup)" = 0::/ ]; then
    mkdir -p "$cgroups/init"
    for process in $(cat "$cgroups/cgroup.procs"); do
        echo "$process" >"$cgroups/init/cgroup.procs"
    done
    for controller in $(cat "$cgroups/cgroup.controllers"); do
        echo "+$controller" >"$cgroups/cgroup.subtree_control"
    done
fi 2>/dev/null
`;

/** Stores the node password with the data. */
export const nodePassword = `if [ ! -e /etc/rancher/node ]; then
    mkdir -p /etc/rancher /var/lib/rancher/k3s/pulumi-k3s-node
    ln -s /var/lib/rancher/k3s/pulumi-k3s-node /etc/rancher/node
fi
`;

/**
 * Gives pods the names in /etc/hosts through CoreDNS, before CoreDNS starts (K3s, "CoreDNS custom configuration
 * imports").
 */
export const names = `    manifests=/var/lib/rancher/k3s/server/manifests
    mkdir -p "$manifests"
    awk -v own="$(cat /etc/hostname)" '
        /^[0-9a-f]/ && $2 !~ /^(localhost|ip6-)/ && $2 != own {
            for (i = 2; i <= NF; i++) zones = zones $i ":53 "
            hosts = hosts "        " $0 "\\n"
        }
        END {
            print "apiVersion: v1\\nkind: ConfigMap"
            print "metadata:\\n  name: coredns-custom\\n  namespace: kube-system"
            print "data:\\n  pulumi-k3s.server: |\\n    " zones "{\\n      hosts {\\n" hosts "      }\\n    }"
        }' /etc/hosts >"$manifests/00-pulumi-k3s-hosts.yaml"
`;

/**
 * Makes the node refuse packets of a relay at once in two cases:
 *
 * - Packets to a Service without pods. By default the kernel reports only one refused connection per second
 *   (icmp_ratemask).
 * - Packets that would leave for other networks of the host: to a Service that kube-proxy does not know, permanently or
 *   while it changes its rules, and to a pod that no longer exists. kube-proxy's mark is cleared because it would let
 *   packets pass that its rules did not rewrite.
 */
export const services = `    unlimited=/proc/sys/net/ipv4/icmp_ratemask
    echo $(($(cat "$unlimited") & ~8)) >"$unlimited"
    PATH=$PATH:/bin/aux
    for argument in "$@"; do
        case $argument in
            --service-cidr=*)
                services=\${argument#*=}
                iptables -w -t mangle -A FORWARD -d "$services" -j MARK --set-xmark 0/0x4000
                iptables -w -A FORWARD -d "$services" -j REJECT
                ;;
            --cluster-cidr=*) ip route add unreachable "\${argument#*=}" ;;
        esac
    done
`;

/**
 * Reserves the machine's resources beyond the container's limits: the kubelet sees the whole machine and would assign
 * all of it to pods.
 */
export const limits = `reserved=
reserve() {
    [ "$2" -le 0 ] || reserved="$reserved,$1=$2$3"
}
machine=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)
memory=$(cat "$cgroups/memory.max" "$cgroups/memory/memory.limit_in_bytes" 2>/dev/null)
case $memory in
    "" | *[!0-9]*) ;;
    *) reserve memory $((machine - memory / 1024)) Ki ;;
esac
processors=$(grep -c ^processor /proc/cpuinfo)
time=$(cat "$cgroups/cpu.max" 2>/dev/null || cat "$cgroups/cpu/cpu.cfs_quota_us" "$cgroups/cpu/cpu.cfs_period_us" 2>/dev/null)
quota=$(echo $time | cut -d " " -f 1)
period=$(echo $time | cut -d " " -f 2)
case $quota in
    "" | *[!0-9]*) ;;
    *) reserve cpu $((processors * 1000 - quota * 1000 / period)) m ;;
esac
`;

/** Returns a section that reads the node's role and runs the given sections on a server only. */
export function onServer(...sections: string[]): string {
    return `role=$1
shift
if [ "$role" = server ]; then
${sections.join("\n")}fi
`;
}

/** Replaces the script's process by K3s. */
export const start = `[ -z "$reserved" ] || set -- "--kubelet-arg=system-reserved=$(echo "$reserved" | cut -c 2-)" "$@"
exec k3s "$role" "$@"
`;
