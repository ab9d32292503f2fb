import { type PreflightFailure } from "../preflight-failure";

/**
 * Returns a failure when the node image refuses the host's cgroup v1: Kubernetes 1.35 and later do, unless the kubelet
 * is configured to accept it (KEP-5573).
 */
export function cgroupV1Refused(
    { nodeImage, acceptsCgroupV1 }: { nodeImage: string; acceptsCgroupV1: boolean },
    { CgroupVersion }: { CgroupVersion?: string },
): PreflightFailure | undefined {
    const minor = Number(/rancher\/k3s:v1\.(\d+)\./.exec(nodeImage)?.[1] ?? 0);
    if (CgroupVersion !== "1" || minor < 35 || acceptsCgroupV1) return undefined;
    return {
        problem: `its host uses cgroup v1, which ${nodeImage} refuses`,
        remedy:
            "boot the host with cgroup v2, or set version to v1.34 or older, " +
            "or extraArgs of server and agent to --kubelet-arg=fail-cgroupv1=false",
    };
}
