import { Failure } from "../failure";

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

/** What helps where waiting alone may not. */
export interface Remedy {
    help: string;
    /** Whether it may pass by itself nevertheless. */
    mayPass: boolean;
}

/** Nothing answers, or not in time. */
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

/** The cluster cannot be asked at all: the kubeconfig, or something on this machine that it names, is not right. */
export class AccessFailure extends Failure {
    /** So that it is known in another process too. */
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

/** What answers has a certificate of another authority than the kubeconfig's: it is another cluster. */
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

/** Worth another try: the server is not up, overloaded, or still starting. */
export function isTransient(error: unknown): boolean {
    return error instanceof Unreachable || (error instanceof ApiError && (error.status === 429 || error.status >= 500));
}

/**
 * The same for a server that is asked for the first time. One that was reached before may lose its name or its certificate for a
 * moment; one whose name nobody knows from the beginning does not get one by waiting.
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

/** Problems of a connection that time does not mend, and what does. A certificate that is not valid yet is none of them. */
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

/** Names the reason of a request that got no answer. */
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
