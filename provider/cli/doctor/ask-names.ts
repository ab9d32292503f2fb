import { randomBytes } from "node:crypto";
import { lookup } from "node:dns/promises";
import type Docker from "dockerode";
import { withTimeout } from "../../deadline";
import { splitLog } from "../../docker/containers/split-log";
import { engineOf } from "../../docker/daemon/engine";
import { engineImageName } from "../../../shared/docker/image-reference";
import { type EngineDetails } from "./engine";
import { namesScript, readAnswers, type ResolvedName } from "./names";

/**
 * Resolves names on this machine and in a container. The container is on a network of its own, since only such networks
 * have Docker's resolver; both are removed afterwards. Does not pull the image if it is missing.
 */
export async function askNames(
    docker: Docker,
    info: EngineDetails,
    image: string,
    names: string[],
    limitMs: number,
): Promise<ResolvedName[]> {
    const [answers, here] = await Promise.all([
        askInContainer(docker, engineImageName(image, engineOf(info)), names, limitMs).then(readAnswers),
        Promise.all(names.map(addressesHere)),
    ]);
    return names.map((name, index) => ({
        name,
        here: here[index] ?? [],
        inContainer: answers.get(name) ?? { kind: "silence" },
    }));
}

async function addressesHere(name: string): Promise<string[]> {
    const found = await lookup(name, { all: true }).catch(() => []);
    return [...new Set(found.map(({ address }) => address))];
}

async function askInContainer(docker: Docker, image: string, names: string[], limitMs: number): Promise<string[]> {
    const name = `pulumi-k3s-doctor-${randomBytes(4).toString("hex")}`;
    const late = () => new Error(`the container ${name} did not end within ${limitMs / 1_000} s`);
    const network = await docker.createNetwork({ Name: name });
    let container: Docker.Container | undefined;
    try {
        container = await docker.createContainer({
            name,
            Image: image,
            Entrypoint: ["/bin/sh", "-c"],
            Cmd: [namesScript, "names", ...names],
            HostConfig: { NetworkMode: name, CapDrop: ["ALL"], ReadonlyRootfs: true, Memory: 64 * 2 ** 20 },
        });
        await container.start();
        await withTimeout(() => (container as Docker.Container).wait(), limitMs, late);
        return splitLog(await container.logs({ stdout: true }));
    } finally {
        await container?.remove({ force: true, v: true }).catch(() => undefined);
        await network.remove().catch(() => undefined);
    }
}
