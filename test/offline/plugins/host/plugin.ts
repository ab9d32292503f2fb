// Stands for: what a provider written with Pulumi's SDK implements.
/** A value of a resource property. In a preview any of them may be {@link unknown}. */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | { [name: string]: PropertyValue };
export type PropertyMap = Record<string, PropertyValue>;

/** What the engine passes for a value that is not known yet. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface CheckResult {
    inputs: PropertyMap;
    failures?: { property: string; reason: string }[];
}

export interface DiffResult {
    changes: boolean;
    /** Top-level properties that changed. */
    diffs?: string[];
    /** Property paths that force a replacement. */
    replaces?: string[];
    deleteBeforeReplace?: boolean;
}

/** What a provider plugin answers the engine. Secrets arrive in clear; the engine marks outputs that echo them. */
export interface Plugin {
    readonly name: string;
    readonly version: string;
    checkConfig(news: PropertyMap): Promise<CheckResult>;
    diffConfig(olds: PropertyMap, news: PropertyMap): Promise<DiffResult>;
    configure(inputs: PropertyMap): Promise<void>;
    check(request: { urn: string; olds: PropertyMap; news: PropertyMap }): Promise<CheckResult>;
    diff(request: {
        urn: string;
        id: string;
        state: PropertyMap;
        oldInputs: PropertyMap;
        inputs: PropertyMap;
        ignoreChanges: string[];
    }): Promise<DiffResult>;
    create(request: {
        urn: string;
        inputs: PropertyMap;
        preview: boolean;
        timeoutSeconds: number;
    }): Promise<{ id: string; state: PropertyMap }>;
    /** Undefined when the object is gone. */
    read(request: {
        urn: string;
        id: string;
        state: PropertyMap;
        inputs: PropertyMap;
    }): Promise<{ id: string; state: PropertyMap; inputs: PropertyMap } | undefined>;
    update(request: {
        urn: string;
        id: string;
        state: PropertyMap;
        oldInputs: PropertyMap;
        inputs: PropertyMap;
        preview: boolean;
        timeoutSeconds: number;
    }): Promise<PropertyMap>;
    delete(request: { urn: string; id: string; state: PropertyMap; timeoutSeconds: number }): Promise<void>;
    invoke(token: string, args: PropertyMap): Promise<PropertyMap>;
    /** The user asked to stop: waits end as soon as they can. */
    cancel?(): Promise<void>;
}

/** A secret inside a returned state or inputs, for what is secret by nature rather than by its input. */
export function secret(value: PropertyValue): PropertyValue {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** Thrown by create, update or read when the object exists but did not become ready: the engine records it all the same. */
export class InitializationError extends Error {
    constructor(
        readonly id: string,
        readonly state: PropertyMap,
        readonly reasons: string[],
        readonly inputs?: PropertyMap,
    ) {
        super(reasons.join("\n"));
    }
}
