import type Docker from "dockerode";
import { ask, AnswerTimeout, imagePath } from "../../docker/images/daemon-registry";
import { engineOf } from "../../docker/daemon/engine";
import { engineImageName } from "../../../shared/docker/image-reference";
import { machineCredentials } from "../../docker/images/machine-credentials";
import { daemonMessage } from "../../docker/images/node-image";
import { isNotFound } from "../../docker/daemon/status";
import { type EngineDetails } from "./engine";
import { type NodeImage, type RegistryAnswer } from "./node-image";

/**
 * Asks an engine for an image. If the engine does not have it, makes the engine ask the registry without pulling, over
 * its own network and proxies and with the user's login. Asking from a node would need a node, and there is none yet.
 */
export async function askNodeImage(
    docker: Docker,
    info: EngineDetails,
    image: string,
    limitsMs: { engine: number; registry: number },
): Promise<NodeImage> {
    const engine = engineOf(info);
    const name = engineImageName(image, engine);
    try {
        await ask(docker, `/images/${imagePath(name)}/json`, limitsMs.engine);
        return { name, isThere: true };
    } catch (error) {
        if (!isAnswer(error)) throw error;
        const refusal = { kind: "refuses" as const, why: daemonMessage(error) };
        if (!isNotFound(error)) return { name, isThere: false, registry: refusal };
    }
    const registry = engine === "docker" ? askRegistry(docker, name, limitsMs.registry) : undefined;
    return { name, isThere: false, registry: (await registry) ?? { kind: "is not asked" } };
}

async function askRegistry(docker: Docker, name: string, limitMs: number): Promise<RegistryAnswer> {
    try {
        await ask(docker, `/distribution/${imagePath(name)}/json`, limitMs, await machineCredentials(name));
        return { kind: "has it" };
    } catch (error) {
        const why = daemonMessage(error as Error);
        return error instanceof AnswerTimeout || !isAnswer(error)
            ? { kind: "is silent", why }
            : { kind: "refuses", why };
    }
}

/** Reports whether an error is an answer of the engine. */
function isAnswer(error: unknown): error is Error {
    return (error as { statusCode?: number }).statusCode !== undefined;
}
