import type * as pulumi from "@pulumi/pulumi";
import { urlVariables } from "../../../shared/reference-variables";
import { ArgumentError } from "../validation";

/** A {@link Cluster} or a {@link ServiceEndpoint}, for {@link withReferences} and {@link environment}. */
export interface Reference {
    /** Name of the resource. */
    readonly name: string;
    /** @internal */
    readonly reference: ReferenceParts;
}

/**
 * The environment variables and files with which a process or a container uses a cluster or an endpoint. Known when the
 * cluster or endpoint is ready.
 */
export interface ReferenceParts {
    /** The reference's name in messages, such as `the cluster "dev"`. */
    what: string;
    onHost: Variable[];
    /** What a container needs, or the reason why containers cannot reach it. */
    inContainer: ContainerNeeds | { unreachable: string };
}

export interface ContainerNeeds {
    variables: Variable[];
    file?: FileInContainer;
    /** A Docker network that the container has to be on. */
    network?: pulumi.Output<string>;
    /** A host name that the container needs in addition to the names on its networks. */
    host?: { host: string; ip: string };
}

/** A file with credentials, which only the container's user can read. */
export interface FileInContainer {
    path: string;
    content: pulumi.Output<string>;
    /**
     * Returns the name of the volume with the file, for a container's numeric `user`; empty if the container takes the
     * file itself.
     */
    volumeOf?: (user: string, image: pulumi.Input<string>) => pulumi.Output<string>;
}

export interface Variable {
    name: string;
    value: pulumi.Input<string>;
}

/** Returns the URL of an endpoint as the value of each of its variables. */
export function urlsOf(endpoint: string, value: pulumi.Input<string>): Variable[] {
    return urlVariables(endpoint).map((name) => ({ name, value }));
}

/**
 * Returns the parts of the references without duplicates. Looks at the values' fields and not at their class, because a
 * program may load two copies of the package.
 */
export function partsOf(called: string, name: string, references: readonly Reference[]): ReferenceParts[] {
    const problems = references.flatMap((reference, index) =>
        isReference(reference)
            ? []
            : [{ path: `references[${index}]`, message: "must be a Cluster or a ServiceEndpoint of this package" }],
    );
    const none = { path: "references", message: "must name at least one Cluster or ServiceEndpoint" };
    if (references.length === 0) problems.push(none);
    if (problems.length > 0) throw new ArgumentError(called, name, problems);
    return [...new Set(references)].map(({ reference }) => reference);
}

function isReference(value: unknown): boolean {
    return isObject(value) && isObject((value as Partial<Reference>).reference);
}

function isObject(value: unknown): boolean {
    return typeof value === "object" && value !== null;
}
