import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import Docker from "dockerode";
import {
    type ContainersByCluster,
    followContainers,
    readContainers,
} from "../../../../provider/model/sources/containers";
import { endpointLabel, ownerLabel, roleLabel } from "../../../../shared/labels";
import { type RelayedDaemon, relayedDaemon, silentDaemon } from "../../../e2e/support/daemons";
import { expectSoon } from "../../../e2e/support/soon";
import { image } from "../../test-server";

jest.setTimeout(120_000);

const docker = new Docker();
const path = `model/${randomBytes(3).toString("hex")}/dev`;
let daemon: RelayedDaemon;
let container: Docker.Container;
const over = new AbortController();
let last: ContainersByCluster | undefined;

const states = () => last?.found?.get(path)?.map(({ facts }) => facts.state);

beforeAll(async () => {
    daemon = await relayedDaemon("model");
    container = await docker.createContainer({
        Image: image,
        Entrypoint: ["sleep", "600"],
        Labels: { [ownerLabel]: `${path}#1234`, [roleLabel]: "registry" },
        HostConfig: { Init: true },
    });
});

afterAll(async () => {
    over.abort();
    await container.remove({ force: true, v: true });
    await daemon.close();
});

it("each change of a container is told, and that the daemon hangs, goes, and comes back", async () => {
    const followed = followContainers((seen) => (last = seen), over.signal, { dockerHost: daemon.host });
    await expectSoon(() => expect(states()).toEqual(["created"]));
    await container.start();
    await expectSoon(() => expect(states()).toEqual(["running"]));
    await container.pause();
    await expectSoon(() => expect(states()).toEqual(["paused"]));
    await container.unpause();
    await expectSoon(() => expect(states()).toEqual(["running"]));
    daemon.fallSilent();
    await expectSoon(() => expect(last?.problem).toMatch(/silent for|gone away/));
    await container.kill();
    await daemon.comeBack();
    await expectSoon(() => expect(states()).toEqual(["exited"]));
    await daemon.goAway();
    await expectSoon(() => expect(last?.problem).toBeDefined());
    await container.start();
    await daemon.comeBack();
    await expectSoon(() => expect(states()).toEqual(["running"]));
    over.abort();
    await followed;
});

it("a daemon that takes connections and says nothing is a reason, in time", async () => {
    const silent = await silentDaemon();
    const begin = Date.now();
    const { problem } = await readContainers({ dockerHost: silent.host });
    expect(problem).toContain(silent.host);
    expect(Date.now() - begin).toBeLessThan(10_000);
    await silent.close();
});

it("a container that cannot be looked at, or is removed meanwhile, hides no other", async () => {
    const listed = (name: string) => ({
        ...{ Id: name, Names: [`/${name}`], State: "running", Image: "k3s:1" },
        Labels: { [ownerLabel]: "shop/dev/dev", [roleLabel]: "relay", [endpointLabel]: name },
    });
    const details = {
        State: { Status: "running", ExitCode: 0, OOMKilled: false, Error: "", StartedAt: "T", FinishedAt: "" },
        ...{ RestartCount: 0, Config: { Image: "k3s:1", Cmd: null }, HostConfig: {}, NetworkSettings: {}, Mounts: [] },
    };
    const answers: Record<string, [number, object]> = {
        "/containers/json": [200, ["well", "gone", "strange"].map(listed)],
        "/containers/well/json": [200, details],
        "/containers/gone/json": [404, { message: "No such container" }],
        "/containers/strange/json": [500, { message: "layer is lost" }],
    };
    const fakeDaemon = createServer((request, response) => {
        const path = (request.url ?? "").replace(/^\/v[\d.]+/, "").replace(/\?.*/, "");
        const [status, answer] = answers[path] ?? [200, {}];
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    }).listen(0, "127.0.0.1");
    await once(fakeDaemon, "listening");
    const { port } = fakeDaemon.address() as AddressInfo;
    const { found } = await readContainers({ dockerHost: `tcp://127.0.0.1:${port}` });
    fakeDaemon.closeAllConnections();
    fakeDaemon.close();
    const told = found?.get("shop/dev/dev")?.map(({ name, facts, problem }) => [name, facts.state, problem]);
    expect(told).toEqual([
        ["well", "running", undefined],
        ["strange", "running", expect.stringContaining("layer is lost") as string],
    ]);
});
