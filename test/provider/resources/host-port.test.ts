import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Docker from "dockerode";
import { writeTable } from "../../../provider/forward/endpoint-table";
import { choosePort, portTaken } from "../../../provider/ports/free-port";
import { HostPort } from "../../../provider/resources/host-port";
import { failure } from "./fake-nodes";
import { createdByUser } from "./unprivileged";
import { says } from "../../support/says";

interface Publisher {
    name: string;
    port?: number;
    type?: string;
    state?: string;
}

function hostPort(containers: Publisher[] = [], isLocal = true): HostPort {
    const listContainers = ({ all = false, filters }: { all?: boolean; filters?: { name: string[] } } = {}) =>
        Promise.resolve(
            containers
                .filter(({ state = "running" }) => all || state === "running")
                .filter(({ name }) => !filters || filters.name.some((pattern) => new RegExp(pattern).test(`/${name}`)))
                .map(({ name, port, type = "tcp", state = "running" }) => ({
                    Names: [`/${name}`],
                    State: state,
                    Ports: port === undefined ? [] : [{ PublicPort: port, Type: type }],
                })),
        );
    const docker = { listContainers } as unknown as Docker;
    return new HostPort({ connect: () => Promise.resolve(docker), isLocal: () => isLocal });
}

const inputs = { container: "relay", protocol: "tcp" as const };
const replaced = { changes: true, replaces: ["port"] };

let holder: Server;
let held: number;

beforeEach(async () => {
    holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    held = (holder.address() as { port: number }).port;
});
afterEach(() => holder.close());

describe("a host port that is chosen", () => {
    it("is free", async () => {
        const { id, outputs } = await hostPort().create(inputs);
        expect(id).toBe(`relay:${outputs.port}`);
        expect(await portTaken(outputs.port, "tcp")).toBe(false);
    });

    it("is none that another one was chosen, or that the system gives to outgoing connections", async () => {
        const all = await Promise.all(Array.from({ length: 200 }, () => choosePort("tcp")));
        expect(new Set(all).size).toBe(all.length);
        const range = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split("\t").map(Number);
        expect(Math.max(...all)).toBeLessThan(range[0] ?? 0);
    });

    it("is kept while its container publishes it", async () => {
        const its = hostPort([{ name: "relay", port: held }]);
        expect(await its.diff("", { ...inputs, port: held }, inputs)).toEqual({ changes: false });
    });

    it("is kept while its container is only stopped, whoever holds it meanwhile", async () => {
        const its = hostPort([{ name: "relay", state: "exited" }]);
        expect(await its.diff("", { ...inputs, port: held }, inputs)).toEqual({ changes: false });
    });

    it("is kept while nobody holds it", async () => {
        expect(await hostPort().diff("", { ...inputs, port: await choosePort("tcp") }, inputs)).toEqual({
            changes: false,
        });
    });

    it.each([
        ["is not there", []],
        ["could not be started", [{ name: "relay", state: "created" }]],
    ])("is chosen anew when somebody holds it and the container %s", async (_, containers) => {
        expect(await hostPort(containers).diff("", { ...inputs, port: held }, inputs)).toEqual(replaced);
    });

    it("is kept on a remote daemon, whose ports are not this machine's", async () => {
        expect(await hostPort([], false).diff("", { ...inputs, port: held }, inputs)).toEqual({ changes: false });
    });

    it("is one that no container of a remote daemon publishes", async () => {
        const all = Array.from({ length: 65_535 - 61_000 + 1 }, (_, index) => 61_000 + index);
        const taken = all.filter((port) => port !== 61_234).map((port) => ({ name: `on-${port}`, port }));
        expect((await hostPort(taken, false).create(inputs)).outputs.port).toBe(61_234);
    });

    it("is chosen anew on a remote daemon when another container has it and its own is not there", async () => {
        const its = hostPort([{ name: "postgres", port: 61_234 }], false);
        expect(await its.diff("", { ...inputs, port: 61_234 }, inputs)).toEqual(replaced);
    });

    it("is kept on a remote daemon while its own container publishes it", async () => {
        const its = hostPort([{ name: "relay", port: 61_234 }], false);
        expect(await its.diff("", { ...inputs, port: 61_234 }, inputs)).toEqual({ changes: false });
    });

    it("is replaced by one that is given, and for another protocol", async () => {
        const port = await choosePort("tcp");
        expect(await hostPort().diff("", { ...inputs, port }, { ...inputs, port: port + 1 })).toEqual(replaced);
        expect(await hostPort().diff("", { ...inputs, port }, { ...inputs, protocol: "udp" })).toEqual(replaced);
    });
});

describe("a host port that is given", () => {
    it("is taken as it is when it is free, or published by its own container", async () => {
        const port = await choosePort("tcp");
        expect((await hostPort().create({ ...inputs, port })).outputs.port).toBe(port);
        const own = hostPort([{ name: "relay", port: held }]);
        expect((await own.create({ ...inputs, port: held })).outputs.port).toBe(held);
    });

    it("that a container publishes is refused by the container's name", async () => {
        const its = hostPort([{ name: "postgres", port: held }]);
        expect(await failure(() => its.create({ ...inputs, port: held }))).toMatch(
            says(`Port ${held}/tcp … relay … taken … container postgres.\nNext … choose another port`),
        );
    });

    it("that a container publishes is refused on a remote daemon too", async () => {
        const its = hostPort([{ name: "postgres", port: 15432 }], false);
        expect(await failure(() => its.create({ ...inputs, port: 15432 }))).toContain("the container postgres");
    });

    it("that a process holds is refused", async () => {
        expect(await failure(() => hostPort().create({ ...inputs, port: held }))).toMatch(
            says(`Port ${held}/tcp … relay … taken … node (process ${process.pid}).`),
        );
    });

    it("that is only held on a remote daemon's client is fine", async () => {
        expect((await hostPort([], false).create({ ...inputs, port: held })).outputs.port).toBe(held);
    });

    it("is another one for UDP than for TCP", async () => {
        const its = hostPort([{ name: "postgres", port: held, type: "tcp" }]);
        expect((await its.create({ ...inputs, port: held, protocol: "udp" })).outputs.port).toBe(held);
    });

    it("that a process holds for UDP is refused", async () => {
        const socket = createSocket("udp4").bind(0, "127.0.0.1");
        await once(socket, "listening");
        const { port } = socket.address();
        const message = await failure(() => hostPort().create({ ...inputs, port, protocol: "udp" }));
        socket.close();
        expect(message).toMatch(says(`Port ${port}/udp … relay … taken … another process … machine.`));
    });
});

describe("the port of a forwarder", () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-host-port-"));
    const forwarder = { forwarderFolder: folder, protocol: "tcp" as const };
    const carries = (hostPort: number) =>
        writeTable(folder, {
            cluster: "shop/dev/k8s",
            kubeconfig: "",
            endpoints: { web: { namespace: "default", service: "web", port: 80, hostPort, addresses: ["127.0.0.1"] } },
        });

    afterAll(() => rmSync(folder, { recursive: true }));

    it("is one of this machine, also with a remote daemon", async () => {
        const { id, outputs } = await hostPort([], false).create(forwarder);
        expect(id).toBe(`127.0.0.1:${outputs.port}`);
        expect(await portTaken(outputs.port, "tcp")).toBe(false);
    });

    it("is kept, and may be given, while its forwarder is who holds it", async () => {
        await carries(held);
        expect(await hostPort().diff("", { ...forwarder, port: held }, forwarder)).toEqual({ changes: false });
        expect((await hostPort().create({ ...forwarder, port: held })).outputs.port).toBe(held);
    });

    it("is refused, or chosen anew, when somebody else holds it", async () => {
        await carries(1);
        expect(await hostPort().diff("", { ...forwarder, port: held }, forwarder)).toEqual(replaced);
        expect(await failure(() => hostPort().create({ ...forwarder, port: held }))).toMatch(
            says(`Port ${held}/tcp … node (process ${process.pid}).\nNext: … another port`),
        );
    });
});

describe("a port below 1024, given by a user who is not root", () => {
    const isRoot = process.getuid?.() === 0;
    const privileged = { first: 700, count: 324 };

    async function freePort(protocol: "tcp" | "udp"): Promise<number> {
        for (let index = 0; index < privileged.count; index++) {
            if (!(await portTaken(privileged.first + index, protocol))) return privileged.first + index;
        }
        throw new Error("every port below 1024 is taken");
    }

    it.each(["tcp", "udp"] as const)("is Docker's to publish: %s", async (protocol) => {
        const port = await freePort(protocol);
        expect(await createdByUser({ container: "web", protocol, port })).toBe(String(port));
    });

    it("is not a forwarder's to listen on", async () => {
        const port = await freePort("tcp");
        const message = await createdByUser({ forwarderFolder: "/nowhere", protocol: "tcp", port });
        expect(message).toMatch(
            says(`Port ${port}/tcp needs privileges … user … not have.\n only root … listen … ports below 1024`),
        );
        expect(message).toContain("Next: set a hostPort of 1024 or above");
    });

    (isRoot ? it : it.skip)("is refused where it is taken (a test that root alone can make)", async () => {
        const port = await freePort("tcp");
        const server = createServer().listen(port, "0.0.0.0");
        await once(server, "listening");
        const socket = createSocket("udp4").bind(port, "127.0.0.1");
        await once(socket, "listening");
        try {
            for (const protocol of ["tcp", "udp"]) {
                expect(await createdByUser({ container: "web", protocol, port })).toMatch(
                    says(`Port ${port}/${protocol} … web … taken … another process … machine.`),
                );
            }
        } finally {
            server.close();
            socket.close();
        }
    });
});
