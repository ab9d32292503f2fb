import type * as pulumi from "@pulumi/pulumi";
import { ArgumentError, ownValue, type Problem } from "../validation";
import { type ProductionArgs } from "./arguments/production-args";

/** The location of a cluster: created in Docker, or existing in production. */
export type Target = "local" | "production";

/**
 * Returns the location that the configuration chooses for a cluster: in `k3s:targets` by its name, or else in
 * `k3s:target`.
 */
export function targetOf(name: string, config: pulumi.Config): { target: Target; key: string } {
    const [own, ownKey] = [ownValue(targetsIn(name, config), name), `k3s:targets.${name}`];
    const [target, key] = own === undefined ? [config.get("target") ?? "local", "k3s:target"] : [own, ownKey];
    if (target === "local" || target === "production") return { target, key };
    throw refusal(name, {
        path: `the configuration ${key}`,
        message: `must be "local" or "production", but is ${JSON.stringify(target)}`,
    });
}

/** Returns the arguments of a cluster in production, or undefined for a local one. */
export function productionOf(
    name: string,
    config: pulumi.Config,
    production: ProductionArgs | undefined,
): ProductionArgs | undefined {
    const { target, key } = targetOf(name, config);
    if (target === "local") return undefined;
    if (production) return production;
    throw refusal(name, {
        path: "production",
        message: `is not given, but the configuration ${key} is "production": add production: { kubeconfig, context } to the cluster, or run pulumi config set --path ${JSON.stringify(`k3s:targets.${name}`)} local`,
    });
}

function targetsIn(name: string, config: pulumi.Config): Record<string, unknown> {
    try {
        const targets = config.getObject<unknown>("targets") ?? {};
        if (typeof targets === "object" && !Array.isArray(targets)) return targets as Record<string, unknown>;
    } catch {
        // Invalid JSON is reported below.
    }
    throw refusal(name, {
        path: "the configuration k3s:targets",
        message: `must have a target for each cluster, such as pulumi config set --path k3s:targets.${name} production`,
    });
}

function refusal(name: string, problem: Problem): ArgumentError {
    return new ArgumentError("Cluster", name, [problem]);
}
