/**
 * A problem of an argument. The message continues a sentence that begins with the argument's path: `apiPort` …
 * `must be an integer, but is "x"`.
 */
export interface Problem {
    /** The path of the argument: `agents`, `ports[1].hostPort`, `values["a b"]`. Empty for the arguments as a whole. */
    path: string;
    /** What is expected, and what was given. */
    message: string;
}

/**
 * Checks a value and returns its problems; none if the value is valid. A rule never changes the value.
 *
 * A value that is not known yet is valid if `defer` is given, which records the rule for later. Otherwise it is a
 * problem.
 */
export type Rule = (value: unknown, path: string, defer?: Defer) => Problem[];

/** Records the rule for a value that is not known yet, to check the value when it is known. */
export type Defer = (path: string, rule: Rule) => void;
