import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { neededOfContainer } from "../../../sdk/nodejs/cluster/needed-arguments";
import { type Transform, transformed } from "../../../sdk/nodejs/cluster/transform";
import { valueOf } from "../support/recorded-program";

type Args = docker.ContainerArgs;

const owner = { label: "pulumi-k3s.owner", value: "shop/dev/k8s#1" };
const role = { label: "pulumi-k3s.role", value: "server" };
const theirs = { label: "team", value: "shop" };
const api = { internal: 6443, external: 40_000, ip: "127.0.0.1", protocol: "tcp" };
const data = { containerPath: "/var/lib/rancher/k3s", volumeName: "data" };
const script = { file: "/entrypoint.sh", content: "exec k3s" };

const own = (): Args => ({
    name: "shop-dev-k8s-server",
    image: "rancher/k3s",
    entrypoints: ["/bin/sh"],
    command: ["server"],
    privileged: true,
    mustRun: false,
    labels: [owner, role],
    networksAdvanced: [{ name: "shop-dev-k8s", aliases: ["k8s", "k8s-server"] }],
    ports: [api],
    volumes: [data],
    uploads: [script],
    tmpfs: { "/run": "" },
});

const adjusted = (transform: Transform<Args>, args = own()) =>
    transformed('container "k8s-server"', args, transform, neededOfContainer);

describe("the labels of this package", () => {
    it.each<[string, Transform<Args>]>([
        ["an object replaces them", { labels: [theirs] }],
        ["a function replaces them", (args) => ({ ...args, labels: [theirs] })],
        [
            "a function empties the list where it is",
            (args) => {
                (args.labels as object[]).splice(0, 2, theirs);
            },
        ],
    ])("stay where %s", (_, transform) => {
        expect(adjusted(transform).labels).toEqual([theirs, owner, role]);
    });

    it.each<[string, Transform<Args>]>([
        ["an object takes them out", { labels: undefined }],
        ["a function takes them out", ({ labels: _labels, ...args }) => args],
        ["a function returns null", (args) => ({ ...args, labels: null as unknown as undefined })],
    ])("stay where %s", (_, transform) => {
        expect(adjusted(transform).labels).toEqual([owner, role]);
    });

    it("have the package's values, whatever a transform gives them", () => {
        const replaced: Transform<Args> = { labels: [{ ...owner, value: "mine" }, theirs] };
        const changed: Transform<Args> = (args) => {
            Object.assign((args.labels as object[])[0] as object, { value: "mine" });
        };
        expect(adjusted(replaced).labels).toEqual([owner, theirs, role]);
        expect(adjusted(changed).labels).toEqual([owner, role]);
    });

    it("stay where a list, an element or its label is an Output", async () => {
        const lists = [
            pulumi.output([theirs]),
            [pulumi.output(theirs)],
            [{ label: pulumi.output(theirs.label), value: theirs.value }],
        ];
        for (const labels of lists) {
            const resolved = await valueOf(pulumi.output(adjusted({ labels }).labels));
            expect(resolved).toEqual([theirs, owner, role]);
        }
    });

    it("that is an Output of this package stays as it is, beside what is added", () => {
        const secret = { label: "pulumi-k3s.owner", value: pulumi.output("shop/dev/k8s#1") };
        const args = { ...own(), labels: [secret] };
        const { labels } = adjusted(
            (its) => ({ ...its, labels: [...(its.labels as object[]), theirs] as never }),
            args,
        );
        expect(labels).toEqual([secret, theirs]);
        expect(((labels as object[])[0] as typeof secret).value).toBe(secret.value);
    });
});

describe("what else a container cannot do without", () => {
    it("stays where a transform makes the arguments anew", () => {
        expect(adjusted(() => ({ image: "mine", dns: ["10.0.0.2"] }))).toEqual({
            ...own(),
            image: "mine",
            dns: ["10.0.0.2"],
            tmpfs: undefined,
        });
    });

    it("is its name", () => {
        expect(adjusted({ name: "mine" }).name).toBe("shop-dev-k8s-server");
    });

    it("is its place on the cluster's network, with its names, beside other networks", () => {
        const networks = (...list: object[]) => adjusted({ networksAdvanced: list as never }).networksAdvanced;
        const place = own().networksAdvanced as object[];
        expect(networks({ name: "mine" })).toEqual([{ name: "mine" }, ...place]);
        expect(networks({ name: "shop-dev-k8s", aliases: ["mine"], ipv4Address: "172.18.0.9" })).toEqual([
            { name: "shop-dev-k8s", aliases: ["mine", "k8s", "k8s-server"], ipv4Address: "172.18.0.9" },
        ]);
    });

    it("are its ports, mounts and files, as a transform has them where it has them", () => {
        const open = { ...api, ip: "0.0.0.0" };
        const added = { internal: 6443, external: 1, protocol: "udp" };
        expect(adjusted({ ports: [added] }).ports).toEqual([added, api]);
        expect(adjusted({ ports: [{ internal: 6443, external: 40_000, ip: "0.0.0.0" }] }).ports).toHaveLength(1);
        expect(adjusted({ ports: [open] }).ports).toEqual([open]);
        const cache = { containerPath: "/cache", volumeName: "cache" };
        expect(adjusted({ volumes: [cache], uploads: [] })).toMatchObject({
            volumes: [cache, data],
            uploads: [script],
        });
    });
});

describe("what a transform leaves in place", () => {
    it("is as this package has it, so that nothing looks changed", () => {
        const args = own();
        expect(adjusted({ shmSize: 64 }, args)).toEqual({ ...args, shmSize: 64 });
        expect(adjusted((its) => ({ ...its, shmSize: 64 }), args)).toEqual({ ...args, shmSize: 64 });
        expect(adjusted(() => undefined, args)).toEqual(args);
    });

    it("is in its place with an Output in it, which no other value has to wait for", () => {
        const internal = pulumi.output(80);
        const port = { internal, external: 8080 };
        const network = { name: pulumi.output("shop-dev-k8s"), aliases: ["web"] };
        const args = { ...own(), ports: [port], networksAdvanced: [network] };
        const { ports, networksAdvanced } = adjusted((its) => ({ ...its, shmSize: 64 }), args);
        expect((ports as (typeof port)[])[0]?.internal).toBe(internal);
        expect((networksAdvanced as (typeof network)[])[0]?.name).toBe(network.name);
    });

    it("may be taken away where the package can do without", () => {
        const limited = { ...own(), memory: 32 };
        expect(adjusted(({ memory: _memory, ...its }) => its, limited).memory).toBeUndefined();
    });
});
