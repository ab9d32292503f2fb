import { findObstacles } from "../../../provider/resources/preflight";

const inputs = {
    namePrefix: "shop-dev-k8s",
    cluster: "shop/dev/k8s",
    nodeImage: "rancher/k3s:v1.36.0-k3s1",
    images: [] as string[],
    podSubnet: "10.42.0.0/16",
    serviceSubnet: "10.43.0.0/16",
    networkAlias: "k8s",
    acceptsCgroupV1: false,
};
const info = { OSType: "linux", CgroupVersion: "2", ServerVersion: "28.0.0" };
const bridge = { Name: "bridge", IPAM: { Config: [{ Subnet: "172.17.0.0/16" }] } };

function obstacles({
    its = {},
    daemon = {},
    networks = [bridge] as Parameters<typeof findObstacles>[2]["networks"],
    images = [] as string[],
    aliases = [] as Parameters<typeof findObstacles>[2]["aliases"],
} = {}): string[] {
    return findObstacles({ ...inputs, ...its }, { ...info, ...daemon }, { networks, images: new Set(images), aliases });
}

describe("what keeps a cluster from running on a daemon", () => {
    it("is nothing on an ordinary one", () => expect(obstacles()).toEqual([]));

    it("is a daemon for Windows containers", () => {
        expect(obstacles({ daemon: { OSType: "windows" } })).toEqual([
            "it runs windows containers: switch Docker to Linux containers",
        ]);
    });

    it("is a rootless daemon", () => {
        expect(obstacles({ daemon: { SecurityOptions: ["name=seccomp", "name=rootless"] } })).toEqual([
            "it runs rootless, and K3s needs privileged containers: use a rootful daemon",
        ]);
    });

    it("is cgroup v1 for Kubernetes 1.35 and later", () => {
        const [obstacle] = obstacles({ daemon: { CgroupVersion: "1" } });
        expect(obstacle).toContain("its host uses cgroup v1, which rancher/k3s:v1.36.0-k3s1 refuses");
        expect(obstacle).toContain("extraArgs of server and agent to --kubelet-arg=fail-cgroupv1=false");
    });

    it.each([
        ["an older Kubernetes", { nodeImage: "rancher/k3s:v1.34.4-k3s1" }],
        ["a kubelet that is told to accept it", { acceptsCgroupV1: true }],
        ["an image that tells no version", { nodeImage: "own/k3s:latest" }],
    ])("is not cgroup v1 for %s", (_, its) => {
        expect(obstacles({ its, daemon: { CgroupVersion: "1" } })).toEqual([]);
    });

    it.each([
        ["podSubnet", "10.42.0.0/16", "10.0.0.0/8"],
        ["podSubnet", "10.42.0.0/16", "10.42.7.0/24"],
        ["serviceSubnet", "10.43.0.0/16", "10.43.0.0/16"],
    ])("is a %s %s that overlaps a network's %s", (argument, subnet, taken) => {
        const networks = [bridge, { Name: "vpn", IPAM: { Config: [{ Subnet: "fd00::/64" }, { Subnet: taken }] } }];
        expect(obstacles({ networks })).toContain(
            `${argument} ${subnet} overlaps ${taken} of its network "vpn": choose another`,
        );
    });

    it("is no network without a subnet", () => {
        expect(obstacles({ networks: [{ Name: "none" }, { Name: "host", IPAM: { Config: [{}] } }] })).toEqual([]);
    });

    it("is a network of the user's that is not there", () => {
        expect(obstacles({ its: { network: "compose" } })).toEqual([
            'it has no network "compose" (network): make it (docker network create compose), or leave the argument out',
        ]);
    });

    it("is somebody of the cluster's name on the network that it is to share", () => {
        const networks = [bridge, { Name: "compose" }];
        const its = { network: "compose" };
        const own = { alias: "k8s", container: "shop-dev-k8s-server" };
        expect(obstacles({ its, networks, aliases: [own, { alias: "db", container: "db-1" }] })).toEqual([]);
        expect(obstacles({ its, networks, aliases: [{ alias: "k8s", container: "other-1" }] })).toEqual([
            'on its network "compose" the container other-1 is called "k8s" already: ' +
                "give the cluster another name, or a network of its own",
        ]);
    });

    it("is a local image that is not there", () => {
        const its = { images: ["app:dev", "db:dev"] };
        expect(obstacles({ its, images: ["db:dev"] })).toEqual([
            'it has no image "app:dev" (images): build it, or docker pull app:dev',
        ]);
    });

    it("is named all at once", () => {
        const daemon = { OSType: "windows", CgroupVersion: "1", SecurityOptions: ["rootless"] };
        expect(obstacles({ daemon, its: { images: ["app:dev"] } })).toHaveLength(4);
    });
});
