/** Why a local chart cannot be installed, in words that follow its path. */
export class ChartProblem extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = "ChartProblem";
    }
}

/** What the system says of a file, without its words, in which a path of this machine stands. */
export function codeOf(error: unknown): string {
    return (error as { code?: string }).code ?? "unknown error";
}
