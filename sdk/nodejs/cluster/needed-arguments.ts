import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred, isMap, plainValue, whenKnown } from "../validation";

/** An element of a list of arguments. */
type Element = Record<string, unknown>;

/** How the package finds its own elements in a list, and how one that a transform changed is corrected. */
interface NeededElements {
    key: readonly { field: string; default?: unknown }[];
    /** Returns the corrected element. By default, the transform's element stays as it is. */
    join?: (own: Element, adjusted: Element) => unknown;
}

/** The arguments of a resource that the package needs, whatever a transform returns. */
export interface NeededArguments<Args> {
    /** Fields that a transform cannot change. */
    fixed?: readonly (keyof Args & string)[];
    /** Fields that a transform can change but not remove. */
    present?: readonly (keyof Args & string)[];
    /** Lists in which the package's own elements stay. */
    lists?: { [Field in keyof Args]?: NeededElements };
}

const labels: NeededElements = { key: [{ field: "label" }], join: (own) => own };

/** The cluster's other resources find the container by its name, and its labels name its owner. */
export const neededOfContainer: NeededArguments<docker.ContainerArgs> = {
    fixed: ["name"],
    present: ["image", "entrypoints", "command", "privileged", "cgroupnsMode", "networkMode", "mustRun"],
    lists: {
        labels,
        networksAdvanced: { key: [{ field: "name" }], join: withAliases },
        ports: { key: [{ field: "internal" }, { field: "protocol", default: "tcp" }] },
        volumes: { key: [{ field: "containerPath" }] },
        uploads: { key: [{ field: "file" }] },
    },
};

export const neededOfVolume: NeededArguments<docker.VolumeArgs> = { lists: { labels } };

export const neededOfImage: NeededArguments<docker.RemoteImageArgs> = { present: ["name", "keepLocally"] };

/** Without these arguments, the provider would use the Docker daemon of the environment. */
export const neededOfDockerProvider: NeededArguments<docker.ProviderArgs> = {
    present: ["host", "certPath", "disableDockerDaemonCheck"],
};

/** Without these arguments, the provider would use the cluster of the user's own kubeconfig. */
export const neededOfKubernetesProvider: NeededArguments<kubernetes.ProviderArgs> = {
    present: ["kubeconfig", "context", "clusterIdentifier"],
};

/** Restores what a transform removed. The rest stays as the transform returned it, so that no difference appears. */
export function withNeeded<Args extends object>(
    own: Args,
    adjusted: Args,
    { fixed = [], present = [], lists = {} }: NeededArguments<Args>,
): Args {
    const missing = present.filter((field) => adjusted[field] === undefined || adjusted[field] === null);
    const fields = [...fixed, ...missing].filter((field) => own[field] !== undefined);
    const needed = Object.entries(lists as Record<string, NeededElements>).flatMap(([field, elements]) => {
        const [ours, theirs] = [(own as Element)[field], (adjusted as Element)[field]];
        return ours === undefined || ours === theirs ? [] : [[field, withElements(ours, theirs, elements)]];
    });
    return {
        ...adjusted,
        ...Object.fromEntries(fields.map((field) => [field, own[field]])),
        ...(Object.fromEntries(needed) as Partial<Args>),
    };
}

function withElements(own: unknown, adjusted: unknown, needed: NeededElements): unknown {
    if (adjusted === undefined || adjusted === null) return own;
    if (Array.isArray(own) && Array.isArray(adjusted) && canCompare(own, adjusted, needed)) {
        return joined(own as Element[], adjusted as Element[], needed);
    }
    // The cast is needed because the types of the lists are not known.
    const known = pulumi.output as (value: unknown) => pulumi.Output<(Element[] | undefined)[]>;
    return known([own, adjusted]).apply(([ours = [], theirs = []]) => joined(ours, theirs, needed));
}

/**
 * Returns whether the elements can be matched before deferred values are known: each own element is found among the
 * adjusted ones, or all of the keys are known.
 */
function canCompare(own: unknown[], adjusted: unknown[], { key }: NeededElements): boolean {
    if (adjusted.every((its) => isMap(its) && key.every(({ field }) => !isDeferred(its[field])))) {
        return own.every((its) => isMap(its) && key.every(({ field }) => !isDeferred(its[field])));
    }
    return own.every((ours) => adjusted.some((theirs) => isMap(ours) && isMap(theirs) && isSame(ours, theirs, key)));
}

function joined(own: Element[], adjusted: Element[], { key, join = (_, its) => its }: NeededElements): unknown[] {
    const ownOf = (its: Element) => own.find((ours) => isMap(its) && isSame(ours, its, key));
    const left = own.filter((ours) => !adjusted.some((its) => ownOf(its) === ours));
    return [
        ...adjusted.map((its) => {
            const ours = ownOf(its);
            return ours ? join(ours, its) : its;
        }),
        ...left,
    ];
}

/** Compares two elements by their keys. The same Output counts as the same value. */
function isSame(one: Element, other: Element, key: NeededElements["key"]): boolean {
    return key.every(({ field, default: otherwise }) => (one[field] ?? otherwise) === (other[field] ?? otherwise));
}

function withAliases(own: Element, adjusted: Element): unknown {
    const needed = plainValue(own.aliases as pulumi.Input<string[]>) ?? [];
    const aliases = whenKnown(adjusted.aliases as pulumi.Input<string[] | undefined>, (theirs) => {
        const left = needed.filter((alias) => !theirs?.includes(alias));
        return left.length === 0 ? theirs : [...(theirs ?? []), ...left];
    });
    return { ...adjusted, aliases };
}
