import type Docker from "dockerode";
import { type Lifecycle } from "../../lifecycle";

/**
 * A readiness check of a container, which is deleted before the container. It asks the daemon whether it answers:
 * Pulumi's plugin, which is asked next, says little of one that does not, and waits for one that is silent for ever.
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
