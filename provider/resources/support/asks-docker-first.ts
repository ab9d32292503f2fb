import type Docker from "dockerode";
import { type Lifecycle } from "../../lifecycle";

/**
 * Wraps the readiness check of a container so that its deletion, which comes before the container's, checks that the
 * daemon answers. Pulumi's plugin, which is called next, reports little about a daemon that does not answer, and waits
 * for ever for one that is silent.
 */
export function asksDockerFirst<Inputs extends { dockerHost?: string }, Outputs extends Inputs>(
    check: Lifecycle<Inputs, Outputs>,
    connect: (dockerHost?: string) => Promise<Docker>,
): Lifecycle<Inputs, Outputs> {
    const asking = Object.create(check) as Lifecycle<Inputs, Outputs>;
    asking.delete = async (id, old, context) => {
        await connect(old.dockerHost);
        await check.delete?.(id, old, context);
    };
    return asking;
}
