/** The API server answered, with a refusal. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
        this.name = "ApiError";
    }
}

/** Nothing answers, or not in time. */
export class Unreachable extends Error {
    constructor(message: string, cause?: unknown) {
        super(message, { cause });
        this.name = "Unreachable";
    }
}

/** What answers has a certificate of another authority than the kubeconfig's: it is another cluster. */
export class OtherAuthority extends Error {
    constructor(server: string, cause: unknown) {
        super(`${server} answers with a certificate that the kubeconfig's authority did not sign`, { cause });
        this.name = "OtherAuthority";
    }
}

export function isNotFound(error: unknown): boolean {
    return error instanceof ApiError && error.status === 404;
}

export function isForbidden(error: unknown): boolean {
    return error instanceof ApiError && error.status === 403;
}

/** Worth another try: the server is not up, overloaded, or still starting. */
export function isTransient(error: unknown): boolean {
    return error instanceof Unreachable || (error instanceof ApiError && (error.status === 429 || error.status >= 500));
}

const authorityCodes = new Set([
    "CERT_SIGNATURE_FAILURE",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** Names the reason of a request that got no answer. */
export function connectionError(server: string, error: unknown): Error {
    const root = rootCause(error);
    const { code, message } = root as { code?: string; message?: string };
    if (code !== undefined && authorityCodes.has(code)) return new OtherAuthority(server, error);
    const timedOut = (root as { name?: string }).name === "TimeoutError";
    return new Unreachable(
        timedOut
            ? `${server} does not answer in time`
            : `${server} cannot be reached: ${message ?? code ?? String(root)}`,
        error,
    );
}

function rootCause(error: unknown): unknown {
    const { cause } = Object(error) as { cause?: unknown };
    return cause === undefined ? error : rootCause(cause);
}
