import { nodeImageRemedy } from "../../docker/images/node-image";
import { ok, type Verdict } from "./check";

/** The engine's answer about the node image. */
export interface NodeImage {
    name: string;
    /** Whether the engine has the image. */
    isThere: boolean;
    /** The answer of the image's registry to the engine, if the engine does not have the image. */
    registry?: RegistryAnswer;
}

/** A registry's answer about an image. A refusal has the engine's own words. Podman cannot ask a registry. */
export type RegistryAnswer =
    | { kind: "has it" }
    | { kind: "refuses"; why: string }
    | { kind: "is silent"; why: string }
    | { kind: "is not asked" };

/** Checks whether the engine has the node image, or can pull it. */
export function checkNodeImage({ name, isThere, registry }: NodeImage): Verdict {
    if (isThere) return ok(`${name} is there`);
    const pulled = { consequence: "the first pulumi up pulls it, and fails if it cannot", next: `docker pull ${name}` };
    switch (registry?.kind) {
        case "has it":
            return ok(`${name} is not there yet, its registry has it`);
        case "refuses":
            return {
                state: "problem",
                found: `${name} is not there and cannot be pulled: ${registry.why}`,
                consequence: "pulumi up fails before anything is created",
                next: `${nodeImageRemedy(name, registry.why)}; name a stack's own image, k3s:image, with --image`,
            };
        case "is silent":
            return { state: "unknown", found: `${name} is not there; of its registry: ${registry.why}`, ...pulled };
        default:
            return {
                state: "unknown",
                found: `${name} is not there; the engine does not report whether its registry has it`,
                ...pulled,
                next: `podman pull ${name}`,
            };
    }
}
