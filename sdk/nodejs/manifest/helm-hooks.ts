import { isRecord, type LocatedObject } from "./kubernetes-object";

/** An object that Helm creates at another time than during an installation. */
export interface LeftOut extends LocatedObject {
    /** The hooks in its annotation, such as `test` or `pre-delete`. */
    moments: string[];
}

/** The hooks that run during an installation. A Manifest creates their objects. */
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
 * Removes objects that `helm template` prints but that Helm does not create when it installs a chart, such as a test,
 * or a Job that runs before the deletion.
 */
export function withoutHelmHooks(objects: LocatedObject[]): { found: LocatedObject[]; leftOut: LeftOut[] } {
    const all = objects.map((located) => ({ ...located, moments: momentsOf(located) }));
    const isLeftOut = ({ moments }: LeftOut) => moments.length > 0 && !moments.some((one) => installing.includes(one));
    return {
        found: objects.filter((_, index) => !all[index] || !isLeftOut(all[index])),
        leftOut: all.filter(isLeftOut),
    };
}

/** Returns a message about the objects that are not created: which ones, why and what to do. */
export function leftOutMessage(manifest: string, leftOut: LeftOut[]): string {
    const lines = leftOut.map(({ place, object, moments }) => {
        // An annotation from a secret Output may contain anything, so only known hooks are shown.
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
