import type Docker from "dockerode";
import { ownerLabel } from "../../../shared/labels";
import { Daemon } from "../../../provider/resources/daemon";
import { type DaemonInputs } from "../../../provider/resources/support/daemon-inputs";
import { failure, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const inputs: DaemonInputs = {
    namePrefix: "shop-dev-k8s",
    cluster: "shop/dev/k8s",
    nodeImage: "rancher/k3s:v1.36.0-k3s1",
    images: ["app:dev"],
    podSubnet: "10.42.0.0/16",
    serviceSubnet: "10.43.0.0/16",
    networkAlias: "k8s",
    acceptsCgroupV1: false,
};
const info = { ID: "here", Name: "laptop", OSType: "linux", CgroupVersion: "2", ServerVersion: "28.0.0" };
const everyImage = [inputs.nodeImage, "app:dev"];

function daemon(overrides: object = {}, images: string[] = everyImage, there: DockerObjects = {}): Daemon {
    const docker = {
        info: () => Promise.resolve({ ...info, ...overrides }),
        version: () => Promise.resolve({ Version: "28.0.0", ApiVersion: "1.48" }),
        listContainers: () => Promise.resolve(there.containers ?? []),
        listNetworks: () => Promise.resolve(there.networks ?? []),
        // Docker's answer has null if there are no volumes.
        listVolumes: () => Promise.resolve({ Volumes: there.volumes ?? null }),
        getContainer: (id: string) => ({
            inspect: () =>
                Promise.resolve({
                    Name: `/${id}`,
                    Config: there.containers?.find(({ Id }) => Id === id),
                    NetworkSettings: { Networks: { compose: { Aliases: ["k8s"] } } },
                }),
        }),
        getImage: (name: string) => ({
            inspect: () =>
                images.includes(name)
                    ? Promise.resolve({})
                    : Promise.reject(Object.assign(new Error("no such image"), { statusCode: 404 })),
        }),
        pull: () => Promise.reject(new Error("manifest unknown")),
    } as unknown as Docker;
    return new Daemon({
        connect: () => Promise.resolve(docker),
        endpoint: () => ({ host: "tcp://10.0.0.1:2375", source: "DOCKER_HOST" }),
        credentials: () => Promise.resolve(undefined),
    });
}

interface DockerObjects {
    containers?: { Id: string; Names: string[]; Labels: object }[];
    networks?: { Name: string; Labels?: object }[];
    volumes?: { Name: string; Labels: object | null }[];
}

const container = (name: string, owner: string) => ({
    Id: name,
    Names: [`/${name}`],
    Labels: { [ownerLabel]: owner },
});

const old = {
    ...inputs,
    owner: "shop/dev/k8s#0a1b2c3d",
    daemonId: "here",
    engine: "docker" as const,
    publishedHost: "10.0.0.1",
    publishedAddress: "10.0.0.1",
};

describe("a Daemon", () => {
    it("remembers which daemon it is and where its ports are reached", async () => {
        const context = recordingContext();
        expect(await daemon().create(inputs, context)).toEqual({
            id: "shop-dev-k8s",
            outputs: { ...old, owner: expect.stringMatching(/^shop\/dev\/k8s#[0-9a-f]{8}$/) as string },
        });
        expect(context.messages).toEqual(["checking the Docker daemon at tcp://10.0.0.1:2375 (from DOCKER_HOST)"]);
    });

    it("marks what it makes as nobody else's, even under the same names", async () => {
        const made = () => daemon().create(inputs, recordingContext());
        const [one, other] = await Promise.all([made(), made()]);
        expect(one.outputs.owner).not.toBe(other.outputs.owner);
    });

    it("is refused with everything that is in the way, before anything is made", async () => {
        const made = () => daemon({ CgroupVersion: "1" }, [inputs.nodeImage]).create(inputs, recordingContext());
        const message = await failure(made);
        expect(message).toMatch(says("Docker daemon … tcp://10.0.0.1:2375 cannot run … cluster shop/dev/k8s."));
        expect(message).toContain("its host uses cgroup v1");
        expect(message).toMatch(says('no image "app:dev" (images) … build … docker pull app:dev'));
    });

    it("is refused when it cannot have the node image, with the daemon's reason", async () => {
        const message = await failure(() => daemon({}, ["app:dev"]).create(inputs, recordingContext()));
        expect(message).toContain(
            'has no node image "rancher/k3s:v1.36.0-k3s1" and cannot pull it.\n  manifest unknown',
        );
    });

    it("is refused when the registry does not take the login either, before anything is made", async () => {
        const image = "private.example/k3s:v1.36.0-k3s1";
        const message = await failure(() => daemon().create({ ...inputs, nodeImage: image }, recordingContext()));
        expect(message).toContain(`has no node image "${image}" and cannot pull it.\n  manifest unknown`);
        expect(message).toMatch(says(`log … registry (docker login private.example)`));
        expect(message).toContain(`(docker pull ${image}, docker load); then run pulumi up again`);
    });

    it("is refused where a stack of the same name has the cluster, and says what that has", async () => {
        const theirs = { Labels: { [ownerLabel]: "shop/dev/k8s#ffffffff" } };
        const there = {
            containers: [container("shop-dev-k8s-server", "shop/dev/k8s#ffffffff"), container("x", "shop/dev/k8s2#1")],
            networks: [{ Name: "bridge" }, { Name: "shop-dev-k8s", ...theirs }],
            volumes: [
                { Name: "shop-dev-k8s-data", ...theirs },
                { Name: "other", Labels: null },
            ],
        };
        const message = await failure(() => daemon({}, everyImage, there).create(inputs, recordingContext()));
        expect(message).toMatch(
            says(
                "cluster shop/dev/k8s already (container shop-dev-k8s-server … network shop-dev-k8s … volume shop-dev-k8s-data)",
            ),
        );
    });

    it("has its own name on the network that it goes to, and is refused somebody else's", async () => {
        const wanted = { ...inputs, network: "compose" };
        const on = (owner: string) =>
            daemon({}, everyImage, {
                containers: [container("shop-dev-k8s-server", owner)],
                networks: [{ Name: "compose" }],
            });
        expect(await on(old.owner).diff("", old, wanted)).toEqual({ changes: false });
        const message = await failure(() => on("shop/dev/k8s#ffffffff").diff("", old, wanted));
        expect(message).toMatch(says('network "compose" … container shop-dev-k8s-server … called "k8s" already'));
    });

    it("stays whatever its inputs, so a renamed stack renames nothing on the daemon", async () => {
        const renamed = { ...inputs, namePrefix: "shop-prod-k8s", cluster: "shop/prod/k8s", dockerHost: "ssh://x" };
        expect(await daemon().diff("", old, renamed)).toEqual({ changes: false });
    });

    it("is looked at again for what changes, in the preview: a node is gone before its successor is refused", async () => {
        const changed = { ...inputs, images: ["app:dev", "more:dev"], acceptsCgroupV1: true };
        const message = await failure(() => daemon().diff("", old, changed));
        expect(message).toMatch(says("Docker daemon … tcp://10.0.0.1:2375 cannot run … cluster shop/dev/k8s."));
        expect(message).toContain('it has no image "more:dev" (images)');
        expect(await daemon({}, [...everyImage, "more:dev"]).diff("", old, changed)).toEqual({ changes: false });
        // The images are not checked again if the inputs are the same: they may have been removed since.
        expect(await daemon({}, []).diff("", old, inputs)).toEqual({ changes: false });
    });

    it("is the same Podman although that tells another id each time", async () => {
        const podman = { BuildahVersion: "1.28.2", Name: "laptop", DockerRootDir: "/var/lib/containers/storage" };
        const images = ["app:dev", `docker.io/${inputs.nodeImage}`];
        const { outputs } = await daemon({ ...podman, ID: "one" }, images).create(inputs, recordingContext());
        expect(await daemon({ ...podman, ID: "two" }).diff("", outputs, inputs)).toEqual({ changes: false });
        const elsewhere = daemon({ ...podman, Name: "server" }).diff("", outputs, inputs);
        await expect(elsewhere).rejects.toThrow("created on daemon podman:laptop:/var/lib/containers/storage, found");
    });

    it("names the node image that Podman has under a name of its own", async () => {
        const podman = daemon({ BuildahVersion: "1.28.2" }, ["app:dev", "localhost/rancher/k3s:v1.36.0-k3s1"]);
        const message = await failure(() => podman.create(inputs, recordingContext()));
        expect(message).toContain('has no node image "docker.io/rancher/k3s:v1.36.0-k3s1", but has');
        expect(message).toMatch(says("Next: use … image … pulumi config set k3s:image localhost/rancher/k3s:v1"));
    });

    it("fails the preview on another daemon, and says how to get back", async () => {
        const message = await failure(() => daemon({ ID: "there", Name: "server" }).diff("", old, inputs));
        expect(message).toMatch(says("cluster shop/dev/k8s runs … another Docker daemon … tcp://10.0.0.1:2375"));
        expect(message).toContain("created on daemon here, found daemon there on server");
        expect(message).toMatch(says("Next: point DOCKER_HOST … Docker context … daemon … created"));
    });
});
