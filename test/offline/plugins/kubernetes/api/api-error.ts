import { type JsonObject, textAt } from "../json";

/** The API server's refusal: its Status object's message, reason and details. */
export class ApiError extends Error {
    readonly reason: string;

    constructor(
        readonly status: number,
        readonly body: JsonObject,
    ) {
        super(textAt(body, "message") || `the server answered with status ${status}`);
        this.reason = textAt(body, "reason");
    }

    get namespaceMissing(): boolean {
        return this.status === 404 && textAt(this.body, "details", "kind") === "namespaces";
    }
}

/** The API server knows no such kind, mostly because its CustomResourceDefinition is not there. */
export class NoMatchError extends Error {
    constructor(apiVersion: string, kind: string) {
        super(`no matches for kind "${kind}" in version "${apiVersion}"`);
    }
}

export function isNotFound(error: unknown): boolean {
    return error instanceof ApiError && error.status === 404;
}

export function isAlreadyExists(error: unknown): boolean {
    return error instanceof ApiError && error.reason === "AlreadyExists";
}
