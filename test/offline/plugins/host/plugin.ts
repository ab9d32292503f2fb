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
    diff(request: { urn: string; id: string; state: PropertyMap; oldInputs: PropertyMap; inputs: PropertyMap; ignoreChanges: string[] }): Promise<DiffResult>;
    create(request: { urn: string; inputs: PropertyMap; preview: boolean; timeoutSeconds: number }): Promise<{ id: string; state: PropertyMap }>;
    /** Undefined when the object is gone. */
    read(request: { urn: string; id: string; state: PropertyMap; inputs: PropertyMap }): Promise<{ id: string; state: PropertyMap; inputs: PropertyMap } | undefined>;
    update(request: { urn: string; id: string; state: PropertyMap; oldInputs: PropertyMap; inputs: PropertyMap; preview: boolean; timeoutSeconds: number }): Promise<PropertyMap>;
    delete(request: { urn: string; id: string; state: PropertyMap; timeoutSeconds: number }): Promise<void>;
    invoke(token: string, args: PropertyMap): Promise<PropertyMap>;
}

/** Thrown by create or update when the object exists but did not become ready: the engine records it all the same. */
export class InitializationError extends Error {
    constructor(
        readonly id: string,
        readonly state: PropertyMap,
        readonly reasons: string[],
    ) {
        super(reasons.join("\n"));
    }
}
