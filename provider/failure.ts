/** An error written for users: what failed, why (as far as is known), and what to do next. */
export class Failure extends Error {
    readonly next?: string;

    constructor(
        readonly what: string,
        details: { why?: string | string[]; next?: string; cause?: unknown } = {},
    ) {
        const why = [details.why ?? []].flat().flatMap((line) => line.split("\n"));
        const lines = [what, ...why.map((line) => `  ${line}`), ...(details.next ? [`Next: ${details.next}`] : [])];
        super(lines.join("\n"), { cause: details.cause });
        this.name = "Failure";
        this.next = details.next;
    }
}
