/** One problem of one argument, in words that follow its name: `apiPort` … `must be an integer, but is "x"`. */
export interface Problem {
    /** Path of the argument: `agents`, `ports[1].hostPort`, `values["a b"]`. Empty for the arguments as a whole. */
    path: string;
    /** The value that is expected, and the one that was given. */
    message: string;
}

/**
 * What an argument has to be. A rule looks at a value and changes nothing; no problems means that it is fine.
 *
 * A value that is not known yet is fine where there is a `defer`, which takes the rule for later; else it is a problem.
 */
export type Rule = (value: unknown, path: string, defer?: Defer) => Problem[];

/** Takes the rule for a value that is not known yet, to check it when it is. */
export type Defer = (path: string, rule: Rule) => void;
