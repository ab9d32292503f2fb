import { readModel } from "../../model/model";
import { type Resource, type ResourceKind } from "../../model/resource";
import { restart, restartable, start, stop, stoppable } from "../../model/actions";
import { type Command, print, printError } from "../command";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { oneResource, withParts } from "../../model/select";
import { kindOf, nameOf } from "../../model/naming";
import { printable } from "../terminal/printable";
import { UsageError } from "../../usage-error";

const names = "A name may have its kind before it, as pulumi-k3s ps shows it: node/dev-agent-0, endpoint/web.";

export const restartCommand = steering({
    name: "restart",
    summary: "Restart a release, a manifest, a workload, a pod, a node or an endpoint",
    description: `
Restart what runs: of a release or a manifest its Deployments, StatefulSets and DaemonSets, one pod after the other, as
kubectl rollout restart does; a pod, by deleting it, so that another one comes; the container of a node, a registry, a
cache or a relay; an endpoint of a forwarder. The program and its stack stay as they are.

${names}
`,
    kinds: restartable,
    act: async (resource, all) => `restarted ${(await restart(resource, all)).join(", ")}`,
});

export const stopCommand = steering({
    name: "stop",
    summary: "Stop nodes, registries, caches and endpoints until they are started again",
    description: `
Stop nodes, those of a pool, registries, caches and endpoints until they are started again, or until the next pulumi up.
A node that stops is not drained: its pods move when Kubernetes finds it gone.

${names}
`,
    kinds: stoppable,
    act: async (resource) => {
        await stop(resource);
        return `stopped ${kindOf(resource)} ${nameOf(resource)}`;
    },
});

export const startCommand = steering({
    name: "start",
    summary: "Start nodes, registries, caches and endpoints that were stopped",
    description: `
Start nodes, pools, registries, caches and endpoints that were stopped or ended by themselves. Those that run
stay as they are.

${names}
`,
    kinds: stoppable,
    act: async (resource) => {
        await start(resource);
        return `started ${kindOf(resource)} ${nameOf(resource)}`;
    },
});

interface Steering extends Pick<Command, "name" | "summary" | "description"> {
    kinds: ResourceKind[];
    /** Takes the action on a resource. Returns what was done. */
    act: (resource: Resource, all: Resource[]) => Promise<string>;
}

/** Creates a command that takes an action on resources, one after the other. It continues after a failure. */
function steering({ name, summary, description, kinds, act }: Steering): Command {
    return {
        ...{ name, summary, description },
        operands: "<name...>",
        options: modelOptions,
        run: async (given) => {
            if (given.positionals.length === 0) throw new UsageError(`${name} needs the names of what to ${name}`);
            const { store } = await readModel(await readModelOptions(given));
            const all = store.all();
            const chosen = given.positionals.map((word) => oneResource(all, word, kinds));
            let code = 0;
            for (const resource of chosen.flatMap((its) =>
                its.kind === "pool" ? withParts(its, all).slice(1) : [its],
            )) {
                try {
                    print(printable(await act(resource, all)));
                } catch (error) {
                    printError(`${kindOf(resource)} ${printable(nameOf(resource))}: ${(error as Error).message}`);
                    code = 1;
                }
            }
            return code;
        },
    };
}
