import { findPreflightFailures } from "../../../../provider/resources/support/preflight";
import { says } from "../../../support/says";

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
const version = { Version: "28.0.0", ApiVersion: "1.48", Components: [{ Name: "Engine" }] };
const podman = { Version: "4.3.1", ApiVersion: "1.41", Components: [{ Name: "Podman Engine" }, { Name: "Conmon" }] };
const bridge = { Name: "bridge", IPAM: { Config: [{ Subnet: "172.17.0.0/16" }] } };

function obstacles({
    its = {},
    daemon = {},
    engine = {},
    networks = [bridge] as Parameters<typeof findPreflightFailures>[2]["networks"],
    images = [] as string[],
    aliases = [] as Parameters<typeof findPreflightFailures>[2]["aliases"],
    volumes = [] as Parameters<typeof findPreflightFailures>[2]["volumes"],
    namesakes = [] as string[],
} = {}): string[] {
    return findPreflightFailures(
        { ...inputs, ...its },
        { ...info, ...daemon },
        { version: { ...version, ...engine }, networks, images: new Set(images), aliases, volumes, namesakes },
    );
}

describe("what keeps a cluster from running on a daemon", () => {
    it("is nothing on an ordinary one", () => expect(obstacles()).toEqual([]));

    it("is a daemon for Windows containers", () => {
        expect(obstacles({ daemon: { OSType: "windows" } })).toEqual([
            expect.stringMatching(says("windows containers: … Linux containers")) as string,
        ]);
    });

    it.each([
        ["Docker", { SecurityOptions: ["name=seccomp", "name=rootless"] }, "unix:///var/run/docker.sock"],
        ["Podman", { Rootless: true, SecurityOptions: ["name=rootless"] }, "unix:///run/podman/podman.sock"],
    ])("is a rootless %s", (_, daemon, socket) => {
        expect(obstacles({ daemon })).toEqual([
            expect.stringMatching(
                says(`rootless … privileged containers: … rootful daemon (DOCKER_HOST=${socket})`),
            ) as string,
        ]);
    });

    it.each([
        [
            { ...podman, Version: "3.4.4" },
            "it is Podman 3.4.4, whose networks give containers no names by themselves: update it",
        ],
        [{ ...version, Version: "19.03.15", ApiVersion: "1.40" }, "it is Docker 19.03.15 (API 1.40), which knows no"],
        [{ Version: "18.09.1", ApiVersion: "1.39" }, "update it to 20.10 (API 1.41) or newer"],
    ])("is an engine that is too old: %j", (engine, expected) => {
        expect(obstacles({ engine })).toEqual([expect.stringContaining(expected) as string]);
    });

    it.each([
        [{ ...version, Version: "20.10.24+dfsg1", ApiVersion: "1.41" }, {}],
        [version, {}],
        [{ ...version, ApiVersion: "2.0" }, {}],
        [podman, { Rootless: false }],
        [{ ...podman, Version: "5.4.0" }, { Rootless: false }],
    ])("is no engine that is new enough: %j", (engine, daemon) => expect(obstacles({ engine, daemon })).toEqual([]));

    it("is cgroup v1 for Kubernetes 1.35 and later", () => {
        const [obstacle] = obstacles({ daemon: { CgroupVersion: "1" } });
        expect(obstacle).toMatch(says("host … cgroup v1 … rancher/k3s:v1.36.0-k3s1 refuses"));
        expect(obstacle).toMatch(says("extraArgs of server and agent … --kubelet-arg=fail-cgroupv1=false"));
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
        expect(obstacles({ networks })).toContainEqual(
            expect.stringMatching(says(`${argument} ${subnet} overlaps ${taken} … network "vpn": … another`)),
        );
    });

    it("is no network without a subnet", () => {
        expect(obstacles({ networks: [{ Name: "none" }, { Name: "host", IPAM: { Config: [{}] } }] })).toEqual([]);
    });

    it("is a network of the user's that is not there", () => {
        expect(obstacles({ its: { network: "compose" } })).toEqual([
            expect.stringMatching(
                says('no network "compose" (network): … (docker network create compose) … leave … out'),
            ) as string,
        ]);
    });

    it("is somebody of the cluster's name on the network that it is to share", () => {
        const networks = [bridge, { Name: "compose" }];
        const its = { network: "compose" };
        expect(obstacles({ its, networks, aliases: [{ alias: "db", container: "db-1" }] })).toEqual([]);
        expect(obstacles({ its, networks, aliases: [{ alias: "k8s", container: "other-1" }] })).toEqual([
            expect.stringMatching(
                says('network "compose" … container other-1 … "k8s" already: … another name … network of its own'),
            ) as string,
        ]);
    });

    it("is a data volume that another cluster has", () => {
        const volumes = [{ container: "blog-dev-k8s-server", owner: "blog/dev/k8s#0a1b2c3d" }];
        expect(obstacles({ its: { keptVolume: "team" }, volumes })).toEqual([
            expect.stringMatching(
                says(
                    'volume "team" (dataVolume) … in use … blog-dev-k8s-server … cluster blog/dev/k8s: … pulumi destroy … another volume',
                ),
            ) as string,
        ]);
    });

    it("is a cluster of the same project, stack and name, which another checkout has", () => {
        const namesakes = ["container shop-dev-k8s-server", "volume shop-dev-k8s-data"];
        expect(obstacles({ namesakes })).toEqual([
            expect.stringMatching(
                says(
                    "cluster shop/dev/k8s already (container shop-dev-k8s-server, volume shop-dev-k8s-data) … another stack … this one before … : " +
                        "… another name; … nothing needs … remove",
                ),
            ) as string,
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
