import type Docker from "dockerode";
import { type RegistryCredentials } from "./registry-credentials";

/** Asks a daemon for a path of its API; for longer than `limitMs`, where it is given, no answer is waited for. */
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

/** The daemon took a question and gave no answer in time. */
export class AnswerTimeout extends Error {
    readonly code = "ETIMEDOUT";

    constructor(limitMs: number) {
        super(`no answer within ${limitMs / 1_000} s`);
    }
}

/** An image's name as a part of such a path. */
export function imagePath(image: string): string {
    return image.split("/").map(encodeURIComponent).join("/");
}
