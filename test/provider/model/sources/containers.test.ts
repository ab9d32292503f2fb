import { randomBytes } from "node:crypto";
import Docker from "dockerode";
import {
    type ContainersByCluster,
    followContainers,
    readContainers,
} from "../../../../provider/model/sources/containers";
import { ownerLabel, roleLabel } from "../../../../shared/labels";
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
