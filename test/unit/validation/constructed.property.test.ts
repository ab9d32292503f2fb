import type * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    AgentPool,
    ArgumentError,
    Cluster,
    HelmRelease,
    HostService,
    Manifest,
    ServiceEndpoint,
} from "../../../sdk/nodejs";
import { propertyRuns } from "../../support/property-runs";
import { outcomeOf } from "../inputs/walk/outcome";
import { kubeconfig, nearlyValid } from "./nearly-valid";
import { choices, withSomeOutputs } from "./some-outputs";

const { Cluster: clusters, ...inClusters } = nearlyValid(400);
const components: Record<string, new (name: string, args: never) => pulumi.Resource> = {
    AgentPool,
    HelmRelease,
    HostService,
    Manifest,
    ServiceEndpoint,
};
const programs = fc.record({
    target: fc.constantFrom("local", "production"),
    isPreview: fc.boolean(),
    choose: choices,
    args: fc.array(clusters ?? fc.constant({}), { minLength: 4, maxLength: 4 }),
    ...Object.fromEntries(
        Object.entries(inClusters).map(([kind, args]) => [kind, fc.array(args, { minLength: 2, maxLength: 2 })]),
    ),
});

/** Undefined where it is refused; whatever else is thrown fails the test. */
function made<Component>(construct: () => Component): Component | undefined {
    try {
        return construct();
    } catch (error) {
        if (error instanceof ArgumentError) return undefined;
        throw error;
    }
}

// Pulumi's mocks take about a second for each.
const runs = { ...propertyRuns, numRuns: Math.ceil(propertyRuns.numRuns / 40) };

it("whatever passes the checks can be constructed, and asks the engine for what it can have", async () => {
    let count = 0;
    await fc.assert(
        fc.asyncProperty(programs, async ({ target, isPreview, choose, args, ...inside }) => {
            const outputs = (kind: string, given: object) => withSomeOutputs(`${kind}Args`, given, choose, isPreview);
            const program = () => {
                const dev = new Cluster("dev", { production: { kubeconfig } });
                const others = args.map((given, index) =>
                    made(() => new Cluster(`cluster-${index}`, outputs("Cluster", given))),
                );
                const all = [dev, ...others.flatMap((cluster) => cluster ?? [])];
                for (const [kind, both] of Object.entries(inside)) {
                    const Component = components[kind];
                    if (!Component) throw new Error(`no component ${kind}`);
                    for (const [index, given] of (both as object[]).entries()) {
                        const cluster = all[index % all.length];
                        const whole = { ...outputs(kind, given), cluster } as never;
                        if (made(() => new Component(`${kind.toLowerCase()}-${index}`, whole))) count++;
                    }
                }
                count += all.length;
            };
            const { failures } = await outcomeOf(program, { isPreview, config: { "k3s:target": target } });
            // An Output of a wrong value is refused later; whatever else fails ends the whole run.
            expect(failures.filter((error) => !(error instanceof ArgumentError))).toEqual([]);
        }),
        runs,
    );
    expect(count).toBeGreaterThan(runs.numRuns * 3);
});
