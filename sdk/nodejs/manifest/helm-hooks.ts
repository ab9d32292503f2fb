import { isRecord, type LocatedObject } from "./kubernetes-object";

/** An object that Helm would make at another moment than that of an installation. */
export interface LeftOut extends LocatedObject {
    /** The value of its annotation, such as `test` or `pre-delete`. */
    moments: string[];
}

/** Those of which a Manifest has something like: it makes its objects. */
const installing = ["pre-install", "post-install", "crd-install"];
const others = [
    "pre-upgrade",
    "post-upgrade",
    "pre-rollback",
    "post-rollback",
    "pre-delete",
    "post-delete",
    "test",
    "test-success",
    "test-failure",
];

/**
 * Takes out what `helm template` puts among the objects and Helm does not make when it installs a chart: a test, or a Job
 * that is there to run before everything is deleted.
 */
export function withoutHelmHooks(objects: LocatedObject[]): { found: LocatedObject[]; leftOut: LeftOut[] } {
    const all = objects.map((located) => ({ ...located, moments: momentsOf(located) }));
    const isLeftOut = ({ moments }: LeftOut) => moments.length > 0 && !moments.some((one) => installing.includes(one));
    return {
        found: objects.filter((_, index) => !all[index] || !isLeftOut(all[index])),
        leftOut: all.filter(isLeftOut),
    };
}

/** Says which objects are not made, why, and what to do about it. */
export function leftOutMessage(manifest: string, leftOut: LeftOut[]): string {
    const lines = leftOut.map(({ place, object, moments }) => {
        // An annotation of an Output that is a secret may hold anything.
        const known = moments.filter((one) => others.includes(one)).join(", ");
        return `  ${object.kind} ${object.metadata.name}: ${known || "a moment that Helm does not know"} (${place})`;
    });
    return [
        `Manifest "${manifest}" leaves out hooks of Helm that belong to other moments than an installation:`,
        ...lines,
        "Next: nothing, if that is right. To create one all the same, take its annotation helm.sh/hook away, in the file " +
            "or with transform; for hooks that run when they should, use a HelmRelease.",
    ].join("\n");
}

function momentsOf({ object: { metadata } }: LocatedObject): string[] {
    const hook = isRecord(metadata.annotations) ? metadata.annotations["helm.sh/hook"] : undefined;
    return typeof hook === "string" ? hook.split(",").map((moment) => moment.trim().toLowerCase()) : [];
}
