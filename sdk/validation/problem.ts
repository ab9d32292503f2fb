/** One thing wrong with one argument, in words that follow its name: `apiPort` … `must be an integer, but is "x"`. */
export interface Problem {
    /** The argument, with the way into it: `agents`, `ports[1].hostPort`, `values["a b"]`. Empty for the arguments as a whole. */
    path: string;
    message: string;
}

/** What an argument has to be. A rule looks at a value and changes nothing; no problems means that it is fine. */
export type Rule = (value: unknown, path: string) => Problem[];
