// Stands for: the real plugin's words when an object is not written, not ready or not to be reached.
import { InitializationError } from "../../host/plugin";
import { ApiError, isAlreadyExists, NoMatchError } from "../api/api-error";
import type { JsonObject } from "../json";
import type { Unready } from "../readiness/await-ready";
import { idOf } from "./object-state";

export function cannotBePreviewed(error: unknown): boolean {
    const withoutDryRun = error instanceof ApiError && error.message.includes("does not support dry run");
    const forbidden = error instanceof ApiError && error.status === 403;
    const namespaceMissing = error instanceof ApiError && error.namespaceMissing;
    return forbidden || namespaceMissing || withoutDryRun || isAlreadyExists(error);
}

export function notCreated(urn: string, error: unknown): Error {
    const message = (error as Error).message;
    return error instanceof NoMatchError
        ? new Error(
              `creation of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${message}`,
              { cause: error },
          )
        : new Error(`resource "${urn}" was not successfully created by the Kubernetes API server: ${message}`, {
              cause: error,
          });
}

export function notLive(live: JsonObject, state: JsonObject, message: string, reasons: string[]): InitializationError {
    const id = idOf(live);
    const what = `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${message}`;
    return new InitializationError(id, state, [what, ...reasons]);
}

const dropHint = `If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"`;

export function unreachableOnRead(reason: string): Error {
    return new Error(`failed to read resource state due to unreachable cluster (${reason}). ${dropHint}`);
}

export function unreachableOnDelete(reason: string): Error {
    return new Error(`configured Kubernetes cluster is unreachable: ${reason}. ${dropHint}`);
}

export function createdButNotLive(urn: string, live: JsonObject, state: JsonObject, failure: Unready): Error {
    const what = `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${failure.message}`;
    return new InitializationError(idOf(live), state, [what, ...failure.reasons]);
}
