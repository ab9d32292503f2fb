import type Docker from "dockerode";
import { type RegistryCredentials } from "./registry-credentials";

/**
 * Sends a GET request for a path of the daemon's API. Rejects when there is no answer within `limitMs`, if that is
 * given.
 */
export function ask<Answer>(
    docker: Docker,
    path: string,
    limitMs?: number,
    authconfig?: RegistryCredentials,
): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const abortSignal = limitMs === undefined ? undefined : AbortSignal.timeout(limitMs);
    abortSignal?.addEventListener("abort", () => reject(new AnswerTimeout(limitMs ?? 0)), { once: true });
    const request = { path, method: "GET", abortSignal, authconfig, statusCodes: { 200: true } };
    docker.modem.dial(request, (error, answer) => {
        if (error) reject(error);
        else resolve(answer as Answer);
    });
    return promise;
}

/** The error when the daemon accepted a request and did not answer in time. */
export class AnswerTimeout extends Error {
    readonly code = "ETIMEDOUT";

    constructor(limitMs: number) {
        super(`no answer within ${limitMs / 1_000} s`);
    }
}

/** Returns an image's name as part of an API path. */
export function imagePath(image: string): string {
    return image.split("/").map(encodeURIComponent).join("/");
}
