/** A place in the arguments, with values for it. */
export interface Row {
    /** Such as `volumes[0].source` or `labels.disk`. */
    path: string;
    right: unknown;
    /** Another right value, by which it shows what hangs on the argument; absent where nothing that is registered does. */
    other?: unknown;
    /** One that is refused; absent where nothing is. */
    wrong?: unknown;
    /** Other arguments that it needs. */
    with?: object;
    /** Whether it decides which resources there are, or what they are called, though it may be an Output. */
    decides?: boolean;
    /** Whether an Output of it may turn out to be nothing, as in an object that Kubernetes reads. */
    mayBeNothing?: boolean;
    /** Registered inputs that hang on it too, though the other value does not show it. */
    maybe?: RegExp;
    /** Registered inputs that tell a part of it that is no secret, though the whole is one. */
    told?: RegExp;
}

/** The arguments of a component, and what walks them. */
export interface Walk {
    /** The type of the arguments. */
    type: string;
    /** Constructs the component, and what it needs. */
    make: (args: never) => unknown;
    config?: Record<string, string>;
    /** The places that are walked here, where it is not all of them. */
    part?: (path: string) => boolean;
    rows: Row[];
    /** Whether only known and failed Outputs are tried: for arguments whose values go where those of others go that are walked. */
    isBrief?: boolean;
}
