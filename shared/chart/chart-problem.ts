/**
 * The reason why a local chart cannot be installed. The message continues a sentence that begins with the chart's path.
 */
export class ChartProblem extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = "ChartProblem";
    }
}

/** Returns the code of a system error. The error's message is not used, because it contains a path of this machine. */
export function codeOf(error: unknown): string {
    return (error as { code?: string }).code ?? "unknown error";
}
