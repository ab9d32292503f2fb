import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred, isMap, plainValue, whenKnown } from "../validation";

/** An element of a list of arguments. */
type Element = Record<string, unknown>;

/** How this package's own elements of a list are told from others', and what stays of one that a transform has changed. */
interface NeededElements {
    key: readonly { field: string; default?: unknown }[];
    /** The element as it is to be; by default the transform's. */
    join?: (own: Element, adjusted: Element) => unknown;
}

/** What the package cannot do without of a resource's arguments, whatever a transform makes of them. */
export interface NeededArguments<Args> {
    /** As the package has them, always. */
    fixed?: readonly (keyof Args & string)[];
    /** As the package has them where the transform leaves them out. */
    present?: readonly (keyof Args & string)[];
    /** Lists whose elements of the package's own stay. */
    lists?: { [Field in keyof Args]?: NeededElements };
}

const labels: NeededElements = { key: [{ field: "label" }], join: (own) => own };

/** Its name is what the cluster's other resources look for; by its labels it is known whose it is. */
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

/** Without them it would be the daemon of the environment. */
export const neededOfDockerProvider: NeededArguments<docker.ProviderArgs> = {
    present: ["host", "certPath", "disableDockerDaemonCheck"],
};

/** Without them it would be the cluster that the user's own kubeconfig leads to. */
export const neededOfKubernetesProvider: NeededArguments<kubernetes.ProviderArgs> = {
    present: ["kubeconfig", "context", "clusterIdentifier"],
};

/** Puts back what a transform took away. What it left in place stays as it is, so that nothing looks changed. */
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
    // The type of what is known of them says as little as theirs.
    const known = pulumi.output as (value: unknown) => pulumi.Output<(Element[] | undefined)[]>;
    return known([own, adjusted]).apply(([ours = [], theirs = []]) => joined(ours, theirs, needed));
}

/** Whether each element of ours is found among theirs, or is surely none of them, before deferred values are known. */
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

/** The same Output counts as the same value. */
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
