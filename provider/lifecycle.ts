/** What a lifecycle may use beside the inputs. */
export interface Context {
    /**
     * Tells the user what the operation waits for. The message is short, and replaces the previous one where the
     * display supports that. A warning stays visible, and the engine counts it as one.
     */
    progress: (message: string, severity?: "warning") => void;
}

/** The difference between two states of a resource. */
export interface Difference {
    changes: boolean;
    /** The names of the properties that force a replacement. */
    replaces?: string[];
    deleteBeforeReplace?: boolean;
}

/**
 * The operations of one kind of resource, independent of Pulumi: a shim calls them, and a packaged provider could do so
 * too.
 * Outputs contain every input, because Pulumi compares new inputs with old outputs.
 */
export interface Lifecycle<Inputs extends object, Outputs extends Inputs = Inputs> {
    create(inputs: Inputs, context: Context): Promise<{ id: string; outputs: Outputs }>;
    /**
     * Compares old outputs with new inputs. It may read the live state, for at most ten seconds. Inputs that are not
     * yet known are {@link unknownValue}.
     */
    diff(id: string, old: Outputs, inputs: Inputs): Promise<Difference>;
    /** Absent where a resource is only ever created or replaced, because other resources use its outputs. */
    update?(id: string, old: Outputs, inputs: Inputs, context: Context): Promise<Outputs>;
    /**
     * Returns the live state for a refresh, or undefined when the resource is gone. Absent where there is no live
     * state.
     */
    read?(id: string, old: Outputs): Promise<Outputs | undefined>;
    /** Absent where a deletion only has to remove the state. */
    delete?(id: string, old: Outputs, context: Context): Promise<void>;
}

/** The value that Pulumi passes in a preview for an input that is not yet known. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
