import { Failure } from "../failure";

/** The error when the API server refuses a request. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
        this.name = "ApiError";
    }
}

/** What helps against an error that may not pass by itself. */
export interface Remedy {
    help: string;
    /** Whether the error may pass by itself nevertheless. */
    mayPass: boolean;
}

/** The error when the server does not answer, or not in time. */
export class Unreachable extends Error {
    constructor(
        message: string,
        cause?: unknown,
        readonly remedy?: Remedy,
    ) {
        super(message, { cause });
        this.name = "Unreachable";
    }
}

export const accessFailureCode = "ERR_CLUSTER_ACCESS";

/**
 * The failure when the cluster cannot be queried at all, because the kubeconfig, or something on this machine that it
 * names, is not right.
 */
export class AccessFailure extends Failure {
    /** Identifies the failure in another process, too. */
    readonly code = accessFailureCode;

    constructor(
        what: string,
        readonly reasons: string[],
        next: string,
        cause?: unknown,
    ) {
        super(what, { why: reasons, next, cause });
        this.name = "AccessFailure";
    }
}

/** The error when the server's certificate is not signed by the kubeconfig's authority: it is another cluster. */
export class CaMismatch extends Error {
    constructor(server: string, cause: unknown) {
        super(`${server} answers with a certificate that the kubeconfig's authority did not sign`, { cause });
        this.name = "CaMismatch";
    }
}

export function isNotFound(error: unknown): boolean {
    return error instanceof ApiError && error.status === 404;
}

export function isForbidden(error: unknown): boolean {
    return error instanceof ApiError && error.status === 403;
}

/** Reports whether a retry may help: the server is down, overloaded, or still starting. */
export function isTransient(error: unknown): boolean {
    return error instanceof Unreachable || (error instanceof ApiError && (error.status === 429 || error.status >= 500));
}

/**
 * Reports whether a retry may help with a server that is queried for the first time. A server that was reached before
 * may lose its name or its certificate for a moment, but a name that does not resolve from the beginning will not
 * resolve later.
 */
export function mayPass(error: unknown): boolean {
    return isTransient(error) && !(error instanceof Unreachable && error.remedy?.mayPass === false);
}

const caMismatchCodes = new Set([
    "CERT_SIGNATURE_FAILURE",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/**
 * Connection problems that do not pass with time, and what helps. A certificate that is not valid yet is not among
 * them.
 */
const lasting: [problem: RegExp, help: string][] = [
    [
        /^ENOTFOUND/,
        "look whether the name is right, in server or proxy-url of the kubeconfig, and known to this machine (DNS, VPN)",
    ],
    [/^CERT_HAS_EXPIRED/, "look at this machine's clock; else have the server's certificate renewed"],
    [
        /^ERR_TLS_CERT_ALTNAME_INVALID/,
        "use an address in server that the certificate is for, or name one of the certificate's in tls-server-name",
    ],
    [
        /wrong version number/,
        "look whether TLS is spoken at that port, and whether server in the kubeconfig is to begin with http://",
    ],
    [
        /\balert\b.*\b(certificate|unknown ca)\b/,
        "look whether the kubeconfig's client certificate is of this cluster and has not expired",
    ],
];

/** Returns the error for a request without an answer, with its reason. */
export function connectionError(server: string, error: unknown): Error {
    if (error instanceof AccessFailure || error instanceof Unreachable) return error;
    const root = rootCause(error);
    const { code, message } = root as { code?: string; message?: string };
    if (code !== undefined && caMismatchCodes.has(code)) return new CaMismatch(server, error);
    const timedOut = (root as { name?: string }).name === "TimeoutError";
    const help = lasting.find(([problem]) => problem.test(`${code ?? ""} ${message ?? ""}`))?.[1];
    return new Unreachable(
        timedOut
            ? `${server} does not answer in time`
            : `${server} cannot be reached: ${message ?? code ?? String(root)}`,
        error,
        help === undefined ? undefined : { help, mayPass: false },
    );
}

function rootCause(error: unknown): unknown {
    const { cause } = Object(error) as { cause?: unknown };
    return cause === undefined ? error : rootCause(cause);
}
