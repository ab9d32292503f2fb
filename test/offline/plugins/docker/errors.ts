// Stands for: the texts of Go's Docker client and of Terraform's error lists.

interface DaemonError {
    statusCode?: number;
    code?: string;
    message: string;
    address?: string;
    json?: { message?: string } | null;
    reason?: string;
}

const unreachable = ["ECONNREFUSED", "ENOENT", "ENOTFOUND", "ECONNRESET", "EHOSTUNREACH", "ETIMEDOUT", "EACCES"];

export function daemonMessage(error: unknown, endpoint?: string): string {
    const { statusCode, code, json, message, address } = error as DaemonError;
    if (statusCode !== undefined) {
        // dockerode prefixes the message of a streamed answer.
        return `Error response from daemon: ${json?.message ?? message.replace(/^\(HTTP code \d+\) .*? - /, "")}`;
    }
    if (code && unreachable.includes(code)) {
        const where = endpoint ?? (address ? `unix://${address}` : "the configured host");
        return `Cannot connect to the Docker daemon at ${where}. Is the docker daemon running?`;
    }
    return message;
}

export function isNotFound(error: unknown): boolean {
    return (error as DaemonError).statusCode === 404;
}

/** Names the step that failed, as the provider does. */
export async function attempt<T>(step: string, action: Promise<T>, ...ignored: string[]): Promise<T | undefined> {
    try {
        return await action;
    } catch (error) {
        const message = daemonMessage(error);
        if (ignored.some((text) => message.toLowerCase().includes(text.toLowerCase()))) {
            return undefined;
        }
        throw new Error(`${step}: ${message}`, { cause: error });
    }
}

export function errorList(error: unknown): string {
    return `1 error occurred:\n\t* ${error instanceof Error ? error.message : String(error)}\n\n`;
}
