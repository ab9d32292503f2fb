import type Docker from "dockerode";
import { clusterIdLabel } from "../../../shared/labels";
import { unknownValue } from "../../../provider/lifecycle";
import { SharedCluster, type SharedClusterInputs } from "../../../provider/resources/shared-cluster";
import { type FakeContainer, failure, FakeNodes, recordingContext } from "./fake-nodes";

const inputs: SharedClusterInputs = {
    name: "k8s",
    source: "base/team/k8s",
    namePrefix: "shop-dev-k8s",
    cluster: "shop/dev/k8s",
    clusterId: "0123",
    daemonId: "here",
    serverContainer: "base-team-k8s-server",
};
const old = {
    ...inputs,
    owner: "shop/dev/k8s#0a1b2c3d",
    engine: "docker" as const,
    publishedHost: "10.0.0.1",
    publishedAddress: "10.0.0.1",
};
const server = { labels: { [clusterIdLabel]: "0123" } };

interface Found {
    info?: object;
    container?: FakeContainer;
}

/** Returns the lifecycle with a fake daemon that has this container; without a container, the cluster is gone. */
function shared({ info, container }: Found = { container: server }): SharedCluster {
    const docker = { info: () => Promise.resolve({ ID: "here", Name: "laptop", ...info }) } as unknown as Docker;
    return new SharedCluster({
        connect: () => Promise.resolve(docker),
        endpoint: () => ({ host: "tcp://10.0.0.1:2375", source: "DOCKER_HOST" }),
        nodes: () => new FakeNodes({ [inputs.serverContainer]: container }),
    });
}

const diff = (found?: Found, change: Partial<SharedClusterInputs> = {}) =>
    shared(found).diff("", old, { ...inputs, ...change });

const inTheWay: [string, Found, string][] = [
    [
        "on another daemon",
        { info: { ID: "there", Name: "server" }, container: server },
        "The cluster base/team/k8s runs on another Docker daemon than the one at tcp://10.0.0.1:2375 (from DOCKER_HOST).\n" +
            "  created on daemon here, found daemon there on server\n" +
            "Next: point DOCKER_HOST or the Docker context to the daemon that it was created on, then run pulumi up again",
    ],
    [
        "gone",
        {},
        "The cluster base/team/k8s does not exist any more.\n" +
            "  its server base-team-k8s-server is not on the Docker daemon at tcp://10.0.0.1:2375: " +
            "the cluster was destroyed, or replaced under another name\n" +
            "Next: run pulumi up in the stack base/team, then here again; if it will not come back, run pulumi destroy here",
    ],
    [
        "made anew",
        { container: { labels: { [clusterIdLabel]: "4567" } } },
        "The cluster base/team/k8s was replaced after this handle was exported.\n" +
            "  its server base-team-k8s-server no longer has the data 0123: what was in the cluster is lost\n" +
            "Next: run pulumi up (or pulumi refresh) in the stack base/team, so that it exports the new handle, then pulumi up here again",
    ],
    [
        "stopped",
        { container: { ...server, running: false } },
        "The cluster base/team/k8s is not running.\n" +
            "  its server base-team-k8s-server on the Docker daemon at tcp://10.0.0.1:2375 is stopped or paused\n" +
            "Next: run pulumi up in the stack base/team, which starts it, then here again",
    ],
];

describe("a SharedCluster", () => {
    it("is looked at, and tells whose its guests are and where their ports are reached", async () => {
        const context = recordingContext();
        expect(await shared().create(inputs, context)).toEqual({
            id: "shop-dev-k8s",
            outputs: { ...old, owner: expect.stringMatching(/^shop\/dev\/k8s#[0-9a-f]{8}$/) as string },
        });
        expect(context.messages).toEqual([
            "looking for the cluster base/team/k8s on the Docker daemon at tcp://10.0.0.1:2375 (from DOCKER_HOST)",
        ]);
    });

    it("marks what is made in it as nobody else's, even under the same names", async () => {
        const made = () => shared().create(inputs, recordingContext());
        const [one, other] = await Promise.all([made(), made()]);
        expect(one.outputs.owner).not.toBe(other.outputs.owner);
    });

    it.each(inTheWay)("that is %s is refused before anything is made in it, and in previews", async (_, found, why) => {
        expect(await failure(() => shared(found).create(inputs, recordingContext()))).toBe(why);
        expect(await failure(() => diff(found))).toBe(why);
    });

    it.each(["source", "name"] as const)("stays under another %s", async (key) => {
        expect(await diff(undefined, { [key]: "base/other/name" })).toEqual({ changes: false });
    });

    it("stays whatever this stack is called, so a renamed stack renames nothing on the daemon", async () => {
        const renamed = { namePrefix: "shop-prod-k8s", cluster: "shop/prod/k8s", dockerHost: "tcp://laptop:2375" };
        expect(await diff(undefined, renamed)).toEqual({ changes: false });
    });

    it("follows a new handle to the cluster that it is of, once that is there, and keeps its own names", async () => {
        const anew = { container: { labels: { [clusterIdLabel]: "4567" } } };
        expect(await diff(anew, { clusterId: "4567" })).toEqual({ changes: false });
        expect(await failure(() => diff(undefined, { clusterId: "4567" }))).toContain("was replaced after this handle");
    });

    it("follows a new handle to another daemon, and is never looked for on the old one", async () => {
        const moved = { info: { ID: "there", Name: "server" }, container: server };
        expect(await diff(moved, { daemonId: "there" })).toEqual({ changes: false });
        expect(await failure(() => diff(undefined, { daemonId: "there" }))).toContain("created on daemon there, found");
    });

    it("follows its server to another name", async () => {
        const nodes = new FakeNodes({ renamed: server });
        const docker = { info: () => Promise.resolve({ ID: "here", Name: "laptop" }) } as unknown as Docker;
        const access = { connect: () => Promise.resolve(docker), nodes: () => nodes };
        const cluster = new SharedCluster({ ...access, endpoint: () => ({ host: "unix:///d", source: "default" }) });
        expect(await cluster.diff("", old, { ...inputs, serverContainer: "renamed" })).toEqual({ changes: false });
    });

    it("is not looked for while its handle is not known yet, and stays", async () => {
        const unknown = Object.fromEntries(Object.keys(inputs).map((key) => [key, unknownValue]));
        expect(await diff({}, { ...unknown, dockerHost: unknownValue })).toEqual({ changes: false });
        expect(await diff({}, { clusterId: unknownValue })).toEqual({ changes: false });
    });

    it("is not looked for on a daemon that is not known yet, and stays", async () => {
        expect(await diff({}, { dockerHost: unknownValue })).toEqual({ changes: false });
    });

    it("is the same Podman although that tells another id each time", async () => {
        const podman = { BuildahVersion: "1.28.2", DockerRootDir: "/var/lib/containers/storage" };
        const daemonId = "podman:laptop:/var/lib/containers/storage";
        const on = (ID: string) => shared({ info: { ...podman, ID }, container: server });
        const { outputs } = await on("one").create({ ...inputs, daemonId }, recordingContext());
        expect(outputs.engine).toBe("podman");
        expect(await on("two").diff("", outputs, { ...inputs, daemonId })).toEqual({ changes: false });
    });

    it("is forgotten by no refresh, wherever it is", async () => {
        expect(await shared({}).read("", old)).toBe(old);
    });
});
