// Stands for nothing: holds the stand-in to the rules of the real docker plugin, on the real daemon.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import Docker from "dockerode";
import { InitializationError, type PropertyMap, unknown } from "../host/plugin";
import { importBusybox } from "./busybox-image";
import { dockerPlugin } from "./plugin";

const prefix = `k3s-plugin-test-${process.pid}`;
const image = `${prefix}/busybox:1`;
const labels = [{ label: prefix, value: "test" }];
const daemon = new Docker({ socketPath: "/var/run/docker.sock" });
const plugin = dockerPlugin();

const types = {
    Container: "docker:index/container:Container",
    Network: "docker:index/network:Network",
    Volume: "docker:index/volume:Volume",
    RemoteImage: "docker:index/remoteImage:RemoteImage",
};
type TypeName = keyof typeof types;

const urnOf = (type: TypeName, name = "sample") => `urn:pulumi:dev::project::pkg:index:Parent$${types[type]}::${name}`;

async function check(type: TypeName, news: PropertyMap, olds: PropertyMap = {}) {
    const { inputs, failures } = await plugin.check({ urn: urnOf(type), olds, news });
    return { inputs, reasons: (failures ?? []).map(({ reason }) => reason) };
}

async function create(type: TypeName, news: PropertyMap, preview = false) {
    const { inputs, reasons } = await check(type, news);
    expect(reasons).toEqual([]);
    const created = await plugin.create({ urn: urnOf(type), inputs, preview, timeoutSeconds: 0 });
    return { ...created, inputs };
}

type Created = Awaited<ReturnType<typeof create>>;

async function diff(type: TypeName, { id, state, inputs: oldInputs }: Created, news: PropertyMap) {
    const { inputs } = await check(type, news, oldInputs);
    return plugin.diff({ urn: urnOf(type), id, state, oldInputs, inputs, ignoreChanges: [] });
}

async function refresh(type: TypeName, { id, state, inputs }: Created): Promise<Created> {
    const found = await plugin.read({ urn: urnOf(type), id, state, inputs });
    if (!found) {
        throw new Error(`${id} is gone`);
    }
    return found;
}

async function update(type: TypeName, created: Created, news: PropertyMap): Promise<Created> {
    const { id, state, inputs: oldInputs } = created;
    const { inputs } = await check(type, news, oldInputs);
    const request = { urn: urnOf(type), id, state, oldInputs, inputs, preview: false, timeoutSeconds: 0 };
    return { id, state: await plugin.update(request), inputs };
}

const remove = (type: TypeName, { id, state }: Created) =>
    plugin.delete({ urn: urnOf(type), id, state, timeoutSeconds: 0 });

const failure = (action: Promise<unknown>) =>
    action.then(
        () => undefined,
        (error: unknown) => error as Error,
    );

const sharedNetwork = `${prefix}-shared`;
const minimal = (name: string) => ({
    name: `${prefix}-${name}`,
    image,
    labels,
    networksAdvanced: [{ name: sharedNetwork }],
});

const filters = { label: [prefix] };

async function removeContainers(): Promise<void> {
    for (const { Id } of await daemon.listContainers({ all: true, filters })) {
        await daemon.getContainer(Id).remove({ force: true, v: true });
    }
}

async function removeLeftovers(): Promise<void> {
    await removeContainers();
    for (const { Id } of await daemon.listNetworks({ filters })) {
        await daemon.getNetwork(Id).remove();
    }
    for (const { Name } of (await daemon.listVolumes({ filters })).Volumes) {
        await daemon.getVolume(Name).remove({ force: true });
    }
}

beforeAll(async () => {
    importBusybox(image);
    await daemon.createNetwork({ Name: sharedNetwork, Labels: { [prefix]: "test" } });
    await plugin.configure({ host: "unix:///var/run/docker.sock" });
}, 60_000);
afterAll(async () => {
    await removeLeftovers();
    await daemon.getImage(image).remove({ force: true });
}, 60_000);

describe("check", () => {
    test("makes a name with a random suffix, and keeps it", async () => {
        const first = await check("Container", { image });
        expect(first.inputs.name).toMatch(/^sample-[0-9a-f]{7}$/);
        const second = await check("Container", { image }, first.inputs);
        expect(second.inputs.name).toBe(first.inputs.name);
        const third = await check("Container", { image }, { ...first.inputs, name: "own", __defaults: [] });
        expect(third.inputs.name).not.toBe("own");
    });

    test("fills in the defaults of the real schema", async () => {
        const { inputs } = await check("Container", { image, ports: [{ internal: 80 }] });
        expect(inputs).toMatchObject({
            mustRun: true,
            start: true,
            rm: false,
            restart: "no",
            networkMode: "bridge",
            removeVolumes: true,
            ports: [{ internal: 80, ip: "0.0.0.0", protocol: "tcp" }],
        });
        expect(inputs).not.toHaveProperty("init");
    });

    const given = { name: "n", image: "i" };
    const refusals: [string, TypeName, PropertyMap, string][] = [
        [
            "an unknown property",
            "Container",
            { ...given, nonsense: 1 },
            "Invalid or unknown key. Examine values at 'sample.nonsense'.",
        ],
        [
            "an unknown nested property",
            "Container",
            { ...given, ports: [{ internal: 1, host: "x" }] },
            "Invalid or unknown key. Examine values at 'sample.ports[0].host'.",
        ],
        ["a container without image", "Container", { name: "n" }, "Missing required property 'image'"],
        ["an image without name", "RemoteImage", {}, "Missing required property 'name'"],
        [
            "a label without value",
            "Container",
            { ...given, labels: [{ label: "a" }] },
            "Missing required property 'labels[0].value'",
        ],
        [
            "an upload without file",
            "Container",
            { ...given, uploads: [{ content: "x" }] },
            "Missing required property 'uploads[0].file'",
        ],
        [
            "a map of labels",
            "Container",
            { ...given, labels: { a: "b" } },
            "expected type 'list', got unconvertible type 'object'. Examine values at 'sample.labels'.",
        ],
        [
            "a text for a number",
            "Container",
            { ...given, memory: "much" },
            "expected type 'int', got unconvertible type 'string'. Examine values at 'sample.memory'.",
        ],
        [
            "a fraction for a whole number",
            "Container",
            { ...given, memory: 1.5 },
            "expected type 'int', got unconvertible type 'number'. Examine values at 'sample.memory'.",
        ],
        [
            "an unknown restart policy",
            "Container",
            { ...given, restart: "sometimes" },
            "'sometimes' doesn't match the pattern '^(no|on-failure|always|unless-stopped)$'. Examine values at 'sample.restart'.",
        ],
        [
            "permissions of three digits",
            "Container",
            { ...given, uploads: [{ file: "/f", content: "x", permissions: "600" }] },
            "'600' doesn't match the pattern '^0[0-7]{3}$'. Examine values at 'sample.uploads[0].permissions'.",
        ],
        [
            "a relative host path",
            "Container",
            { ...given, volumes: [{ containerPath: "/d", hostPath: "d" }] },
            "'d' must be an absolute path. Examine values at 'sample.volumes[0].hostPath'.",
        ],
        [
            "negative memory",
            "Container",
            { ...given, memory: -1 },
            "'-1' cannot be lower than 0. Examine values at 'sample.memory'.",
        ],
        [
            "what the stand-in cannot do",
            "Container",
            { ...given, gpus: "all" },
            "the stand-in for the docker plugin does not implement this; use the real plugin. Examine values at 'sample.gpus'.",
        ],
    ];
    test.each(refusals)("refuses %s", async (_what, type, news, reason) => {
        expect((await check(type, news)).reasons).toEqual([reason]);
    });

    test("converts scalars as the bridge does, and lets unknown values pass", async () => {
        const { inputs, reasons } = await check("Container", {
            ...given,
            memory: "64",
            init: "true",
            hostname: 1,
            restart: unknown,
            labels: unknown,
        });
        expect(reasons).toEqual([]);
        expect(inputs).toMatchObject({ memory: 64, init: true, hostname: "1", restart: unknown, labels: unknown });
    });

    test("refuses unknown provider settings, and finds the daemon", async () => {
        const { inputs, failures } = await plugin.checkConfig({ hots: "x" });
        expect(failures).toHaveLength(1);
        expect(failures?.[0]?.reason).toContain("Invalid or unknown key");
        expect(inputs.host).toMatch(/^\w+:\/\//);
    });

    test("another host updates the provider, and replaces nothing", async () => {
        expect(await plugin.diffConfig({ host: "unix:///a" }, { host: "unix:///b" })).toEqual({ changes: true });
        expect(await plugin.diffConfig({ host: "unix:///a" }, { host: "unix:///a" })).toEqual({ changes: false });
    });
});

describe("preview", () => {
    test("shows inputs, and leaves unknown what the daemon decides", async () => {
        const { id, state } = await create(
            "Container",
            { ...minimal("preview"), hostname: "h", ports: [{ internal: 80 }] },
            true,
        );
        expect(id).toBe("");
        expect(state).toMatchObject({
            name: `${prefix}-preview`,
            hostname: "h",
            restart: "no",
            command: unknown,
            networkDatas: unknown,
            exitCode: unknown,
            ports: [{ internal: 80, external: unknown, ip: "0.0.0.0", protocol: "tcp" }],
        });
        expect(await daemon.listContainers({ all: true, filters: { name: [`${prefix}-preview`] } })).toEqual([]);
    });

    test("a planned update keeps what is known", async () => {
        const state = { ...minimal("p"), restart: "no", networkDatas: [{ ipAddress: "1.2.3.4" }], id: "x" };
        const { inputs } = await check("Container", { ...minimal("p"), restart: "always" });
        const planned = await plugin.update({
            urn: urnOf("Container"),
            id: "x",
            state,
            oldInputs: {},
            inputs,
            preview: true,
            timeoutSeconds: 0,
        });
        expect(planned).toMatchObject({ restart: "always", networkDatas: [{ ipAddress: "1.2.3.4" }] });
    });
});

describe("differences of a container", () => {
    const base: PropertyMap = {
        ...minimal("diff"),
        command: ["/bin/sleep", "60"],
        hostname: "h",
        envs: ["A=1", "B=2"],
        ports: [{ internal: 80, external: 18971, ip: "127.0.0.1" }],
        hosts: [{ host: "a", ip: "10.0.0.1" }],
        uploads: [{ file: "/f", content: "x", permissions: "0600" }],
        volumes: [{ containerPath: "/data", volumeName: "v" }],
        networksAdvanced: [{ name: "net", aliases: ["a", "b"] }],
        capabilities: { adds: ["CAP_NET_ADMIN"] },
        ulimits: [{ name: "nofile", soft: 10, hard: 20 }],
        sysctls: { "net.ipv4.ip_forward": "1" },
        tmpfs: { "/run": "" },
        memory: 64,
        memorySwap: 64,
        init: true,
        mustRun: false,
    };
    type Row = [string, PropertyMap];
    const replacing: Row[] = [
        ["name", { name: "other" }],
        ["image", { image: "other" }],
        ["command", { command: ["/bin/sleep", "61"] }],
        ["entrypoints", { entrypoints: ["/x"] }],
        ["envs", { envs: ["A=1", "B=3"] }],
        ["labels", { labels: [{ label: "a", value: "c" }] }],
        ["hostname", { hostname: "i" }],
        ["domainname", { domainname: "d" }],
        ["hosts", { hosts: [{ host: "a", ip: "10.0.0.2" }] }],
        ["ports", { ports: [{ internal: 80, external: 18972, ip: "127.0.0.1" }] }],
        ["ports", { ports: [{ internal: 80, external: 18971, ip: "0.0.0.0" }] }],
        ["ports", { ports: [] }],
        ["volumes", { volumes: [{ containerPath: "/data", volumeName: "v", readOnly: true }] }],
        ["uploads", { uploads: [{ file: "/f", content: "y", permissions: "0600" }] }],
        ["privileged", { privileged: true }],
        ["readOnly", { readOnly: true }],
        ["networkMode", { networkMode: "host" }],
        ["networksAdvanced", { networksAdvanced: [{ name: "net", aliases: ["a"] }] }],
        ["networksAdvanced", { networksAdvanced: [{ name: unknown, aliases: ["a", "b"] }] }],
        ["ulimits", { ulimits: [{ name: "nofile", soft: 10, hard: 30 }] }],
        ["usernsMode", { usernsMode: "host" }],
        ["cgroupnsMode", { cgroupnsMode: "host" }],
        ["sysctls", { sysctls: {} }],
        ["dns", { dns: ["1.1.1.1"] }],
        ["capabilities", { capabilities: { adds: ["CAP_NET_RAW"] } }],
        ["securityOpts", { securityOpts: ["no-new-privileges"] }],
        ["shmSize", { shmSize: 64 }],
        ["stopSignal", { stopSignal: "SIGINT" }],
        ["stopTimeout", { stopTimeout: 3 }],
        ["runtime", { runtime: "runc" }],
        ["ipcMode", { ipcMode: "host" }],
        ["pidMode", { pidMode: "host" }],
        ["groupAdds", { groupAdds: ["1"] }],
        ["tty", { tty: true }],
        ["stdinOpen", { stdinOpen: true }],
        ["workingDir", { workingDir: "/w" }],
        ["cpus", { cpus: "1.5" }],
        ["user", { user: "1" }],
        ["logDriver", { logDriver: "none" }],
        ["logOpts", { logOpts: { a: "b" } }],
    ];
    const updating: Row[] = [
        ["restart", { restart: "always" }],
        ["maxRetryCount", { maxRetryCount: 3 }],
        ["cpuShares", { cpuShares: 10 }],
        ["cpuSet", { cpuSet: "0" }],
        ["memory", { memory: 32 }],
        ["memoryReservation", { memoryReservation: 16 }],
        ["memorySwap", { memorySwap: 128 }],
        ["memorySwap", { memorySwap: null }],
        ["tmpfs", { tmpfs: { "/run": "", "/tmp": "" } }],
        ["init", { init: false }],
        ["rm", { rm: true }],
        ["cpuPeriod", { cpuPeriod: 1000 }],
        ["cpuQuota", { cpuQuota: 1000 }],
        ["mustRun", { mustRun: true }],
        ["start", { start: false }],
        ["removeVolumes", { removeVolumes: false }],
        ["destroyGraceSeconds", { destroyGraceSeconds: 3 }],
    ];
    const equal: Row[] = [
        ["envs in another order", { envs: ["B=2", "A=1"] }],
        ["aliases in another order", { networksAdvanced: [{ name: "net", aliases: ["b", "a"] }] }],
        ["a computed field left out", { command: null, hostname: null, labels: null, envs: null }],
        ["an empty list for nothing", { dns: [], groupAdds: [] }],
        ["an empty user", { user: "" }],
        ["a false flag for nothing", { privileged: false }],
        ["a port whose host port is left out", { ports: [{ internal: 80, ip: "127.0.0.1" }] }],
    ];

    async function difference(change: PropertyMap) {
        const { inputs } = await check("Container", base);
        return diff("Container", { id: "x", state: inputs, inputs }, { ...base, ...change });
    }

    test.each(replacing)("%s replaces, and the old one goes first", async (key, change) => {
        expect(await difference(change)).toEqual({
            changes: true,
            diffs: [key],
            replaces: [key],
            deleteBeforeReplace: true,
        });
    });
    test.each(updating)("%s updates", async (key, change) => {
        expect(await difference(change)).toEqual({
            changes: true,
            diffs: [key],
            replaces: [],
            deleteBeforeReplace: false,
        });
    });
    test.each(equal)("%s is no difference", async (_what, change) => {
        expect(await difference(change)).toMatchObject({ changes: false, diffs: [] });
    });
    test("a changed host port that was left out before is compared with the real one", async () => {
        expect(await difference({ ports: [{ internal: 80, external: 0, ip: "127.0.0.1" }] })).toMatchObject({
            replaces: ["ports"],
        });
    });
    test("ignored changes are none", async () => {
        const { inputs } = await check("Container", base);
        const request = {
            urn: urnOf("Container"),
            id: "x",
            state: inputs,
            oldInputs: inputs,
            inputs: { ...inputs, image: "other" },
        };
        expect(await plugin.diff({ ...request, ignoreChanges: ["image"] })).toMatchObject({ changes: false });
    });
});

describe("differences of the others", () => {
    const rows: [TypeName, PropertyMap, PropertyMap, PropertyMap][] = [
        [
            "Network",
            { name: "n" },
            { labels: [{ label: "a", value: "b" }] },
            { replaces: ["labels"], deleteBeforeReplace: true },
        ],
        ["Network", { name: "n" }, { name: "o" }, { replaces: ["name"], deleteBeforeReplace: true }],
        ["Network", {}, { internal: true }, { replaces: ["internal"], deleteBeforeReplace: false }],
        ["Network", { name: "n" }, { ipamConfigs: [{ subnet: "10.99.0.0/24" }] }, { replaces: ["ipamConfigs"] }],
        [
            "Volume",
            { name: "v" },
            { driverOpts: { type: "tmpfs" } },
            { replaces: ["driverOpts"], deleteBeforeReplace: true },
        ],
        ["Volume", {}, { labels: [{ label: "a", value: "b" }] }, { replaces: ["labels"], deleteBeforeReplace: false }],
        ["RemoteImage", { name: "i" }, { keepLocally: true }, { diffs: ["keepLocally"], replaces: [] }],
        ["RemoteImage", { name: "i" }, { name: "j" }, { replaces: ["name"], deleteBeforeReplace: false }],
        [
            "RemoteImage",
            { name: "i" },
            { pullTriggers: ["x"] },
            { replaces: ["pullTriggers"], deleteBeforeReplace: false },
        ],
    ];
    test.each(rows)("%s %j with %j", async (type, base, change, expected) => {
        const { inputs } = await check(type, base);
        expect(await diff(type, { id: "x", state: inputs, inputs }, { ...base, ...change })).toMatchObject({
            changes: true,
            ...expected,
        });
    });
});

describe("on the daemon", () => {
    jest.setTimeout(60_000);
    let net: Created;
    let data: Created;
    let box: Created;
    let asked: PropertyMap;

    beforeAll(async () => {
        net = await create("Network", { name: `${prefix}-net`, labels });
        data = await create("Volume", { name: `${prefix}-data`, labels });
        asked = {
            ...minimal("box"),
            command: ["/bin/sleep", "3600"],
            envs: ["A=1"],
            hostname: "box",
            init: true,
            mustRun: false,
            restart: "unless-stopped",
            ports: [
                { internal: 81, external: 18973, ip: "127.0.0.1" },
                { internal: 82, ip: "127.0.0.1", protocol: "udp" },
            ],
            networksAdvanced: [{ name: net.id, aliases: ["alias-of-box"] }],
            volumes: [{ containerPath: "/data", volumeName: `${prefix}-data` }],
            uploads: [
                { file: "/etc/secret", content: "hush", permissions: "0600" },
                { file: "/etc/run", contentBase64: Buffer.from("go").toString("base64"), executable: true },
                { file: "/etc/plain", content: "plain", owner: "1000", group: "2000" },
            ],
            tmpfs: { "/run": "" },
            sysctls: { "net.ipv4.ip_forward": "1" },
            ulimits: [{ name: "nofile", soft: 100, hard: 200 }],
            hosts: [{ host: "other", ip: "10.1.2.3" }],
            capabilities: { adds: ["CAP_NET_ADMIN"], drops: ["ALL"] },
            memory: 64,
            memorySwap: 64,
        };
        box = await create("Container", asked);
    });
    afterAll(async () => {
        await remove("Container", box);
        await remove("Volume", data);
        await remove("Network", net);
        expect(await daemon.listContainers({ all: true, filters: { name: [`${prefix}-box`] } })).toEqual([]);
        expect(await daemon.listNetworks({ filters: { name: [`${prefix}-net`] } })).toEqual([]);
    });

    test("what was asked for is no difference, at once and after a refresh", async () => {
        expect(await diff("Container", box, asked)).toMatchObject({ changes: false, diffs: [] });
        const refreshed = await refresh("Container", box);
        expect(await diff("Container", refreshed, asked)).toMatchObject({ changes: false, diffs: [] });
        expect(await diff("Network", await refresh("Network", net), { name: `${prefix}-net`, labels })).toMatchObject({
            changes: false,
        });
        expect(await diff("Volume", await refresh("Volume", data), { name: `${prefix}-data`, labels })).toMatchObject({
            changes: false,
        });
    });

    test("the outputs have the daemon's answers", () => {
        expect(box.state.ports).toEqual([
            { internal: 81, external: 18973, ip: "127.0.0.1", protocol: "tcp" },
            { internal: 82, external: expect.any(Number) as number, ip: "127.0.0.1", protocol: "udp" },
        ]);
        expect(box.state.networkDatas).toEqual([
            expect.objectContaining({
                networkName: `${prefix}-net`,
                ipAddress: expect.stringMatching(/^\d+\./) as string,
            }),
        ]);
        expect(box.state).toMatchObject({ platform: "linux", networkMode: "bridge", memorySwap: 64 });
        expect(net.state).toMatchObject({ driver: "bridge", scope: "local" });
        expect(data).toMatchObject({ id: `${prefix}-data`, state: { driver: "local" } });
    });

    test("it is on its own network only, under its alias", async () => {
        const { NetworkSettings } = await daemon.getContainer(box.id).inspect();
        expect(Object.keys(NetworkSettings.Networks)).toEqual([`${prefix}-net`]);
        expect(NetworkSettings.Networks[`${prefix}-net`]?.Aliases).toContain("alias-of-box");
    });

    test("uploads are there before the start, with their modes and owners", () => {
        const stat = (file: string) =>
            execFileSync("docker", ["exec", box.id, "/bin/stat", "-c", "%a %u %g", file], { encoding: "utf8" }).trim();
        const found = [stat("/etc/secret"), stat("/etc/run"), stat("/etc/plain")];
        expect(found).toEqual(["600 0 0", "744 0 0", "644 1000 2000"]);
        expect(execFileSync("docker", ["exec", box.id, "/bin/cat", "/etc/run"], { encoding: "utf8" })).toBe("go");
    });

    test("restart and memory are updated in place", async () => {
        const updated = await update("Container", box, { ...asked, restart: "no", memory: 32 });
        const { HostConfig } = await daemon.getContainer(box.id).inspect();
        expect([HostConfig.RestartPolicy?.Name, HostConfig.Memory]).toEqual(["no", 32 * 1024 * 1024]);
        box = await update("Container", updated, asked);
    });

    test("a changed tmpfs is recorded and not done, and comes back with the next refresh", async () => {
        const changed = { ...asked, tmpfs: { "/run": "", "/tmp": "" } };
        const updated = await update("Container", box, changed);
        expect((await daemon.getContainer(box.id).inspect()).HostConfig.Tmpfs).toEqual({ "/run": "" });
        expect(await diff("Container", updated, changed)).toMatchObject({ changes: false });
        expect(await diff("Container", await refresh("Container", updated), changed)).toMatchObject({
            diffs: ["tmpfs"],
            replaces: [],
        });
    });

    test("environment, labels, volumes, uploads and networks are never read back", async () => {
        const lost = { envs: ["X=1"], labels: [{ label: "x", value: "y" }], volumes: [{ containerPath: "/x" }] };
        const more = {
            uploads: [{ file: "/x", content: "x" }],
            networksAdvanced: [{ name: "x" }],
            cgroupnsMode: "host",
        };
        const refreshed = await refresh("Container", { ...box, state: { ...box.state, ...lost, ...more } });
        expect(refreshed.state).toMatchObject({ ...lost, ...more });
    });

    test("a taken name is refused, and nothing is recorded", async () => {
        const error = await failure(create("Container", minimal("box")));
        expect(error).not.toBeInstanceOf(InitializationError);
        expect(error?.message).toContain(
            "Unable to create container: Error response from daemon: Conflict. The container name",
        );
        const twin = await failure(create("Network", { name: `${prefix}-net` }));
        expect(twin?.message).toContain(
            `Unable to create network: Error response from daemon: network with name ${prefix}-net already exists`,
        );
    });

    test("a taken port is refused at the start, and the container is recorded", async () => {
        const ports = [{ internal: 81, external: 18973, ip: "127.0.0.1" }];
        const error = await failure(create("Container", { ...minimal("port"), ports }));
        expect(error).toBeInstanceOf(InitializationError);
        expect(error?.message).toContain(
            "Unable to start container: Error response from daemon: driver failed programming external connectivity",
        );
        const { id, state } = error as InitializationError;
        expect(state).toMatchObject({ name: `${prefix}-port`, ports });
        expect(Object.values(state)).not.toContain(unknown);
        await remove("Container", { id, state, inputs: {} });
    });

    test("an existing volume is taken over without a word", async () => {
        expect((await create("Volume", { name: `${prefix}-data`, labels })).id).toBe(`${prefix}-data`);
    });

    test("an absent image is refused", async () => {
        const error = await failure(
            create("Container", { ...minimal("absent"), image: `localhost:1/${prefix}/absent:1` }),
        );
        expect(error?.message).not.toContain("HTTP code");
        expect(error?.message).toMatch(
            /^1 error occurred:\n\t\* Unable to create container with image .*: unable to pull image /,
        );
        expect(error).not.toBeInstanceOf(InitializationError);
    });

    test("uploads with two contents, and with none, fail after the create", async () => {
        const both = { uploads: [{ file: "/f", content: "x", contentBase64: "eA==" }] };
        const error = await failure(create("Container", { ...minimal("both"), ...both }));
        expect(error?.message).toContain("only one of 'content', 'content_base64', or 'source' can be set");
        expect(error).toBeInstanceOf(InitializationError);
        const none = await failure(create("Container", { ...minimal("none"), uploads: [{ file: "/f", content: "" }] }));
        expect(none?.message).toContain("one of 'content', 'content_base64', or 'source' must be set");
    });
});

describe("traps of the real plugin", () => {
    jest.setTimeout(60_000);
    afterEach(removeContainers);

    test("NET_ADMIN without its prefix is a difference for ever", async () => {
        const asked = { ...minimal("caps"), capabilities: { adds: ["NET_ADMIN"] } };
        expect(await diff("Container", await create("Container", asked), asked)).toMatchObject({
            replaces: ["capabilities"],
        });
    });

    test("memory alone gets a swap limit, which is a difference for ever", async () => {
        const asked = { ...minimal("memory"), memory: 32 };
        const created = await create("Container", asked);
        expect(created.state.memorySwap).toBe(64);
        expect(await diff("Container", created, asked)).toMatchObject({ diffs: ["memorySwap"], replaces: [] });
    });

    test.each([
        [true, ["mustRun", "ports"], ["ports"]],
        [false, [], []],
    ])("a stopped container with mustRun %s plans %j", async (mustRun, diffs, replaces) => {
        const asked = { ...minimal("stopped"), mustRun, ports: [{ internal: 81, external: 18974, ip: "127.0.0.1" }] };
        const created = await create("Container", asked);
        await daemon.getContainer(created.id).kill();
        await daemon.getContainer(created.id).wait();
        const refreshed = await refresh("Container", created);
        expect(refreshed.state.exitCode).toBe(137);
        const planned = await diff("Container", refreshed, asked);
        expect([planned.diffs?.sort(), planned.replaces]).toEqual([diffs, replaces]);
    });

    test("mustRun without ports starts a stopped container in place", async () => {
        const asked = minimal("restarted");
        const created = await create("Container", asked);
        await daemon.getContainer(created.id).kill();
        await daemon.getContainer(created.id).wait();
        const refreshed = await refresh("Container", created);
        expect(await diff("Container", refreshed, asked)).toMatchObject({ diffs: ["mustRun"], replaces: [] });
        await update("Container", refreshed, asked);
        expect((await daemon.getContainer(created.id).inspect()).State.Running).toBe(true);
    });

    test("what was removed behind our back is gone after a refresh, and its delete succeeds", async () => {
        const created = await create("Container", minimal("gone"));
        await daemon.getContainer(created.id).remove({ force: true });
        expect(await plugin.read({ urn: urnOf("Container"), ...created })).toBeUndefined();
        await remove("Container", created);
        expect(await plugin.read({ urn: urnOf("Volume"), id: `${prefix}-no`, state: {}, inputs: {} })).toBeUndefined();
        expect(
            await plugin.read({ urn: urnOf("RemoteImage"), id: "no", state: { name: `${prefix}/no` }, inputs: {} }),
        ).toBeUndefined();
    });

    test("a volume that is gone already is removed", async () => {
        const created = await create("Volume", { name: `${prefix}-gone`, labels });
        await daemon.getVolume(created.id).remove();
        await remove("Volume", { ...created, inputs: {} });
    });

    test("anonymous volumes go with the container unless removeVolumes is false", async () => {
        const volumesOf = async (removeVolumes: boolean) => {
            const created = await create("Container", {
                ...minimal("anonymous"),
                removeVolumes,
                volumes: [{ containerPath: "/anonymous" }],
            });
            const [mount] = (await daemon.getContainer(created.id).inspect()).Mounts;
            await remove("Container", created);
            return daemon.getVolume(mount?.Name ?? "");
        };
        await expect((await volumesOf(true)).inspect()).rejects.toMatchObject({ statusCode: 404 });
        const kept = await volumesOf(false);
        await expect(kept.inspect()).resolves.toBeDefined();
        await kept.remove();
    });

    test("destroyGraceSeconds lets a process end by itself; without it, it is killed", async () => {
        const command = ["/bin/sh", "-c", "trap 'sleep 1; exit 0' TERM; echo ready; while :; do sleep 0.1; done"];
        const exitCodeOf = async (destroyGraceSeconds: number | null) => {
            const created = await create("Container", { ...minimal("grace"), command, destroyGraceSeconds });
            const container = daemon.getContainer(created.id);
            // Before, the process has no trap yet.
            await once(await container.logs({ follow: true, stdout: true }), "data");
            const ended = container.wait() as Promise<{ StatusCode: number }>;
            await remove("Container", created);
            return (await ended).StatusCode;
        };
        expect(await exitCodeOf(null)).toBe(137);
        expect(await exitCodeOf(30)).toBe(0);
    });
});

describe("RemoteImage", () => {
    test("finds a local image without a registry, and keeps it when told to", async () => {
        const created = await create("RemoteImage", { name: image, keepLocally: true });
        const { Id } = await daemon.getImage(image).inspect();
        expect(created).toMatchObject({ id: Id + image, state: { imageId: Id, repoDigest: "" } });
        await remove("RemoteImage", created);
        await expect(daemon.getImage(image).inspect()).resolves.toBeDefined();
    });

    test("removes the tag with the resource by default", async () => {
        const other = image.replace(":1", ":2");
        await daemon.getImage(image).tag({ repo: image.replace(":1", ""), tag: "2" });
        await remove("RemoteImage", await create("RemoteImage", { name: other }));
        await expect(daemon.getImage(other).inspect()).rejects.toMatchObject({ statusCode: 404 });
    });
});

describe("the daemon", () => {
    test("an unreachable one is named, and creates nothing", async () => {
        const away = dockerPlugin();
        await away.configure({ host: "unix:///nowhere.sock" });
        const { inputs } = await check("Volume", { name: `${prefix}-never` });
        const error = await failure(away.create({ urn: urnOf("Volume"), inputs, preview: false, timeoutSeconds: 0 }));
        expect(error?.message).toContain(
            "Error pinging Docker server, please make sure that unix:///nowhere.sock is reachable",
        );
        await expect(
            away.create({ urn: urnOf("Volume"), inputs, preview: true, timeoutSeconds: 0 }),
        ).resolves.toBeDefined();
    });

    test("an unknown context is an error of the configuration", () => {
        expect(() => dockerPlugin().configure({ context: `${prefix}-context` })).toThrow(
            `Error loading Docker context '${prefix}-context'`,
        );
    });
});
