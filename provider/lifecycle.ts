/** What a resource's logic may use beside its inputs. */
export interface Context {
    /**
     * Tells the user what is being waited for; short, replaces the previous message where the display can. A warning stays, and
     * the engine counts it as one.
     */
    progress: (message: string, severity?: "warning") => void;
}

/** What changes between two states of a resource. */
export interface Difference {
    changes: boolean;
    /** Names of the properties that force a replacement. */
    replaces?: string[];
    deleteBeforeReplace?: boolean;
}

/**
 * The life of one kind of resource, free of Pulumi: a shim calls it, and so could a packaged provider.
 * Outputs contain every input, because Pulumi compares new inputs with old outputs.
 */
export interface Lifecycle<Inputs extends object, Outputs extends Inputs = Inputs> {
    create(inputs: Inputs, context: Context): Promise<{ id: string; outputs: Outputs }>;
    /** May look at the live world, for at most ten seconds. Inputs not yet known are {@link unknownValue}. */
    diff(id: string, old: Outputs, inputs: Inputs): Promise<Difference>;
    /** Absent where a resource is only ever created or replaced, because others use its outputs. */
    update?(id: string, old: Outputs, inputs: Inputs, context: Context): Promise<Outputs>;
    /** The live state for a refresh; undefined when it is gone. Absent where there is nothing live to look at. */
    read?(id: string, old: Outputs): Promise<Outputs | undefined>;
    /** Absent where nothing but the state has to go. */
    delete?(id: string, old: Outputs, context: Context): Promise<void>;
}

/** What Pulumi passes in a preview for a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
