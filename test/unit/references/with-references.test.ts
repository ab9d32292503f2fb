import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import {
    ArgumentError,
    Cluster,
    environment,
    type Reference,
    ServiceEndpoint,
    withReferences,
} from "../../../sdk/nodejs";
import { asPreview } from "../support/preview";
import { failureOf, recordedProgram, secretMark, valueOf } from "../support/recorded-program";
import { messageOf, settled } from "../support/refusal";
import { says } from "../../support/says";

type Resolved = Record<"envs" | "uploads" | "networksAdvanced" | "hosts" | "volumes", unknown>;

const resolved = (args: docker.ContainerArgs) =>
    valueOf(pulumi.output(args)) as unknown as Promise<Resolved & Record<string, unknown>>;

const endpoint = (cluster: Cluster, name = "cache-1", args = {}) =>
    new ServiceEndpoint(name, { cluster, service: "redis", port: 6379, scheme: "redis", ...args });

const kubeconfig = "/etc/pulumi-k3s/dev/kubeconfig.yaml";
const upload = { file: kubeconfig, content: "apiVersion: v1\n", permissions: "0600" };

beforeEach(async () => {
    await recordedProgram();
});

afterEach(settled);

describe("a container with a reference to a cluster", () => {
    it("joins its network and has a kubeconfig for its user alone", async () => {
        const args = withReferences({ image: "api:dev", user: "1000:2000" }, new Cluster("dev"));
        expect(await resolved(args)).toEqual({
            image: "api:dev",
            user: "1000:2000",
            envs: [`KUBECONFIG=${kubeconfig}`, "K8S_CLUSTER_NAME=dev"],
            uploads: [{ ...upload, owner: "1000", group: "2000" }],
            networksAdvanced: [{ name: "project-stack-dev" }],
            labels: [{ label: "pulumi-k3s.references", value: "true" }],
        });
    });

    it.each([
        [undefined, {}],
        ["", {}],
        ["0", { owner: "0" }],
        ["1000:staff", { owner: "1000" }],
    ])("with the user %p", async (user, owner) => {
        const { uploads } = await resolved(withReferences({ image: "api:dev", user }, new Cluster("dev")));
        expect(uploads).toEqual([{ ...upload, ...owner }]);
    });

    it("with a user that is known later", async () => {
        const { uploads } = await resolved(
            withReferences({ image: "api:dev", user: pulumi.output("7") }, new Cluster("dev")),
        );
        expect(uploads).toEqual([{ ...upload, owner: "7", group: "0" }]);
    });

    it("keeps the kubeconfig out of what docker inspect shows", async () => {
        const { uploads, ...shown } = await resolved(withReferences({ image: "api:dev" }, new Cluster("dev")));
        expect(uploads).toEqual([upload]);
        expect(JSON.stringify(shown)).not.toContain("apiVersion");
    });

    it("has a secret for a file, and nothing else that is secret", async () => {
        const { uploads, envs } = withReferences({ image: "api:dev" }, new Cluster("dev"));
        const [file] = uploads as docker.types.input.ContainerUpload[];
        expect(await pulumi.isSecret(file?.content as pulumi.Output<string>)).toBe(true);
        expect(await pulumi.isSecret(envs as pulumi.Output<string[]>)).toBe(false);
    });
});

describe("a container for whose user the daemon takes no file", () => {
    /** The cluster's reference, as one that the daemon was found out for. */
    const inVolume = (dev: Cluster, volume: string): Reference => {
        const { inContainer, ...parts } = dev.reference;
        if ("unreachable" in inContainer || !inContainer.file) throw new Error("there is no file");
        const file = { ...inContainer.file, volumeOf: () => pulumi.output(volume) };
        return { name: "dev", reference: { ...parts, inContainer: { ...inContainer, file } } };
    };

    it("has its kubeconfig in a volume, and no file of its own", async () => {
        const given = { image: "api:dev", user: "65532", volumes: [{ containerPath: "/data", volumeName: "data" }] };
        const dev = inVolume(new Cluster("dev"), "project-stack-dev-kubeconfig-65532");
        const { uploads, volumes, envs } = await resolved(withReferences(given, dev));
        const mounted = { containerPath: "/etc/pulumi-k3s/dev", readOnly: true };
        expect(uploads).toEqual([]);
        expect(volumes).toEqual([...given.volumes, { ...mounted, volumeName: "project-stack-dev-kubeconfig-65532" }]);
        expect(envs).toEqual([`KUBECONFIG=${kubeconfig}`, "K8S_CLUSTER_NAME=dev"]);
        expect(await resolved(withReferences(withReferences(given, dev), dev))).toEqual(
            await resolved(withReferences(given, dev)),
        );
    });

    it("is as it was where the daemon does take it", async () => {
        const given = { image: "api:dev", user: "65532" };
        const found = await resolved(withReferences(given, inVolume(new Cluster("dev"), "")));
        expect(found).toEqual({ ...(await resolved(withReferences(given, new Cluster("other")))), ...found });
        expect(found.uploads).toEqual([{ ...upload, owner: "65532" }]);
        expect(found.volumes).toBeUndefined();
    });

    it("has one volume for each user, and none for root or where no user is given", async () => {
        const { registrations } = await recordedProgram();
        const dev = new Cluster("dev");
        for (const user of ["65532", "65532", "1000:1001", "1000:staff", "0", undefined]) {
            withReferences({ image: "api:dev", user }, dev);
        }
        await settled();
        const volumes = registrations.filter(({ type }) => type.endsWith(":KubeconfigVolume"));
        const made = volumes.map(({ name, inputs }) => [name, inputs.user, inputs.uid, inputs.gid]);
        expect(made.sort()).toEqual([
            ["dev-kubeconfig-1000-1001", "1000:1001", 1000, 1001],
            ["dev-kubeconfig-1000-staff", "1000:staff", 1000, 0],
            ["dev-kubeconfig-65532", "65532", 65532, 0],
        ]);
        expect(volumes[0]?.inputs.kubeconfig).toEqual({ ...secretMark, value: "apiVersion: v1\n" });
    });

    it("is, in a preview that does not know yet, taken for one that does take it", async () => {
        asPreview();
        const { volumes, uploads } = withReferences({ image: "api:dev", user: "65532" }, new Cluster("dev"));
        expect(await valueOf(pulumi.output(volumes))).toBeUndefined();
        expect(await valueOf(pulumi.output(uploads).apply((all = []) => all.map(({ file }) => file)))).toEqual([
            kubeconfig,
        ]);
    });
});

describe("a container with a reference to an endpoint", () => {
    it("has its URL under Aspire's name, and one that a shell knows", async () => {
        const args = withReferences({ image: "api:dev" }, endpoint(new Cluster("dev")));
        expect(await resolved(args)).toEqual({
            image: "api:dev",
            envs: ["services__cache-1__url=redis://cache-1:80", "services__cache_1__url=redis://cache-1:80"],
            networksAdvanced: [{ name: "project-stack-dev" }],
            labels: [{ label: "pulumi-k3s.references", value: "true" }],
        });
    });

    it("has one variable where both names are the same", async () => {
        const { envs } = await resolved(withReferences({ image: "api:dev" }, endpoint(new Cluster("dev"), "cache")));
        expect(envs).toEqual(["services__cache__url=redis://cache:80"]);
    });

    it('reaches one with via: "api" through the Docker host, and needs no network for it', async () => {
        const forwarded = endpoint(new Cluster("dev"), "cache", { via: "api", forContainers: true });
        expect(await resolved(withReferences({ image: "api:dev" }, forwarded))).toEqual({
            image: "api:dev",
            envs: ["services__cache__url=redis://host.docker.internal:40000"],
            hosts: [{ host: "host.docker.internal", ip: "host-gateway" }],
        });
    });

    it("is refused where no container reaches it", () => {
        const forwarded = endpoint(new Cluster("dev"), "cache", { via: "api" });
        expect(messageOf(() => withReferences({ image: "api:dev" }, forwarded))).toBe(
            'the endpoint "cache" is for this machine alone: give it forContainers: true, or via: "node"',
        );
    });
});

describe("several references", () => {
    it("add up, over clusters and endpoints", async () => {
        const [dev, other] = [new Cluster("dev"), new Cluster("other")];
        const args = await resolved(withReferences({ image: "api:dev" }, dev, other, endpoint(other, "cache")));
        const second = kubeconfig.replace("dev", "other");
        expect(args).toMatchObject({
            envs: [
                `KUBECONFIG=${kubeconfig}:${second}`,
                "K8S_CLUSTER_NAME=dev",
                "services__cache__url=redis://cache:80",
            ],
            uploads: [upload, { ...upload, file: second }],
            networksAdvanced: [{ name: "project-stack-dev" }, { name: "project-stack-other" }],
        });
    });

    it.each([
        ["in one call", (args: docker.ContainerArgs, all: Reference[]) => withReferences(args, ...all, ...all)],
        [
            "in two",
            (args: docker.ContainerArgs, all: Reference[]) => withReferences(withReferences(args, ...all), ...all),
        ],
    ])("change nothing when they are given twice, %s", async (_, twice) => {
        const dev = new Cluster("dev");
        const all = [dev, endpoint(dev), endpoint(dev, "forwarded", { via: "api", forContainers: true })];
        const args = { image: "api:dev", envs: ["A=1"], user: "1" };
        expect(await resolved(twice(args, all))).toEqual(await resolved(withReferences(args, ...all)));
    });

    it("leave what the program gives as it is", async () => {
        const given: docker.ContainerArgs = {
            image: "api:dev",
            envs: ["A=1", "B"],
            uploads: [{ file: "/etc/app", content: "x" }],
            networksAdvanced: [{ name: "mine", aliases: ["api"] }],
            hosts: [{ host: "db", ip: "10.0.0.1" }],
            volumes: [{ containerPath: "/data", volumeName: "data" }],
        };
        const dev = new Cluster("dev");
        const forwarded = endpoint(dev, "cache", { via: "api", forContainers: true });
        const all = { image: "api:dev", ...(await resolved(withReferences(given, dev, forwarded))) };
        for (const [field, value] of Object.entries(given)) {
            if (field !== "image")
                expect(all[field as keyof Resolved]).toEqual(expect.arrayContaining(value as string[]));
        }
        expect(given.envs).toEqual(["A=1", "B"]);
    });

    it("add to lists that are known later", async () => {
        const dev = new Cluster("dev");
        const lists = {
            envs: pulumi.output(["A=1"]),
            uploads: pulumi.output([{ file: "/etc/app", content: "x" }]),
            networksAdvanced: pulumi.output([{ name: "mine" }]),
        };
        const args = withReferences(withReferences({ image: "api:dev", ...lists }, dev), dev);
        expect(await resolved(args)).toMatchObject({
            envs: ["A=1", `KUBECONFIG=${kubeconfig}`, "K8S_CLUSTER_NAME=dev"],
            uploads: [{ file: "/etc/app" }, upload],
            networksAdvanced: [{ name: "mine" }, { name: "project-stack-dev" }],
        });
    });
});

describe("references that exclude what the program gives", () => {
    const dev = () => new Cluster("dev");

    it.each([
        [
            "a variable",
            { envs: ["KUBECONFIG=/root/.kube/config"] },
            'envs sets KUBECONFIG, and so does the cluster "dev": remove one of them',
        ],
        [
            "a file",
            { uploads: [{ file: kubeconfig, content: "mine" }] },
            `uploads has ${kubeconfig}, which is the file of the cluster "dev"`,
        ],
        [
            "the host's network",
            { networkMode: "host" },
            'networkMode is "host", but the cluster "dev" is reached on its Docker network',
        ],
        [
            "a file system that cannot be written",
            { readOnly: true },
            'readOnly is true, and Docker copies no file into such a container: the kubeconfig of the cluster "dev" has no place',
        ],
        [
            "a volume in the file's place",
            { volumes: [{ containerPath: "/data" }, { containerPath: "/etc/", hostPath: "/srv" }] },
            'volumes has /etc/, which would put the kubeconfig of the cluster "dev" outside of the container, or hide it',
        ],
        [
            "a mount in the file's place",
            { mounts: [{ target: kubeconfig, type: "bind", source: "/srv" }] },
            `mounts has ${kubeconfig}, which would put the kubeconfig of the cluster "dev" outside of the container, or hide it`,
        ],
        [
            "a tmpfs in the file's place",
            { tmpfs: { "/etc/pulumi-k3s": "" } },
            'tmpfs has /etc/pulumi-k3s, which would put the kubeconfig of the cluster "dev" outside of the container, or hide it',
        ],
        [
            "a user by name",
            { user: "app" },
            'user is "app", but the kubeconfig of the cluster "dev" is for a user\'s number alone: give that, such as "1000"',
        ],
    ])("%s, are refused at once", (_, args, message) => {
        expect(messageOf(() => withReferences({ image: "api:dev", ...args }, dev()))).toBe(message);
    });

    it("are refused when a list is known later", async () => {
        const { envs } = withReferences({ image: "api:dev", envs: pulumi.output(["KUBECONFIG=/mine"]) }, dev());
        expect(await failureOf(envs as pulumi.Output<string[]>)).toBeInstanceOf(ArgumentError);
    });

    it("say which container they are about", () => {
        const construct = () => withReferences({ name: "api", image: "api:dev", user: "app" }, dev());
        expect(construct).toThrow('The arguments of withReferences "api" are not valid:');
    });

    it("are refused for an address of the Docker host's name", async () => {
        const hosts = [{ host: "host.docker.internal", ip: "10.0.0.1" }];
        const forwarded = endpoint(dev(), "cache", { via: "api", forContainers: true });
        const args = withReferences({ image: "api:dev", hosts }, forwarded);
        expect(String(await failureOf(args.hosts as pulumi.Output<unknown>))).toMatch(
            says('hosts … host.docker.internal … 10.0.0.1 … endpoint "cache" needs … host-gateway'),
        );
    });

    it("are refused where they are none", () => {
        const none = "must be a Cluster or a ServiceEndpoint of this package";
        const wrong = [undefined, "dev", {}] as unknown as Reference[];
        expect(messageOf(() => withReferences({ image: "api:dev" }, ...wrong))).toBe(
            [0, 1, 2].map((index) => `references[${index}] ${none}`).join("\n"),
        );
        expect(messageOf(() => environment(...wrong))).toBe(messageOf(() => withReferences({ image: "a" }, ...wrong)));
        expect(messageOf(() => withReferences({ image: "api:dev" }))).toBe(
            "references must name at least one Cluster or ServiceEndpoint",
        );
    });
});

describe("the environment of a host process", () => {
    it("has the path of the kubeconfig and the URLs on this machine", async () => {
        const dev = new Cluster("dev");
        const values = await valueOf(pulumi.output(environment(dev, endpoint(dev))));
        expect(values).toEqual({
            KUBECONFIG: await valueOf(dev.kubeconfigPath),
            K8S_CLUSTER_NAME: "dev",
            "services__cache-1__url": "redis://127.0.0.1:40000",
            services__cache_1__url: "redis://127.0.0.1:40000",
        });
    });

    it("has a list of several kubeconfigs, each once", async () => {
        const [dev, other] = [new Cluster("dev"), new Cluster("other")];
        const { KUBECONFIG = pulumi.output("") } = environment(dev, other, dev);
        const paths = await valueOf(pulumi.all([dev.kubeconfigPath, other.kubeconfigPath]));
        expect(await valueOf(KUBECONFIG)).toBe(paths.join(":"));
    });

    it("holds nothing secret", async () => {
        const dev = new Cluster("dev");
        for (const value of Object.values(environment(dev, endpoint(dev)))) {
            expect(await pulumi.isSecret(value)).toBe(false);
        }
    });

    it("has one URL for a name, or none at all", () => {
        const dev = new Cluster("dev");
        const elsewhere = new ServiceEndpoint("cache", { cluster: dev, service: "a", port: 1 }, { parent: dev });
        expect(() => environment(endpoint(dev, "cache"), elsewhere)).toThrow(
            says('services__cache__url … wanted … endpoint "cache" … endpoint "cache" … call … different names'),
        );
    });
});
