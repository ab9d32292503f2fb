import type Docker from "dockerode";
import { AwakeLimit } from "../../awake-limit";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { unreachable } from "./unreachable";

/**
 * How long a daemon may take to answer: `toldMs` for a request that reads, `doneMs` for one that changes something,
 * which a full disk or a busy machine slows down.
 */
export interface AnswerLimits {
    toldMs: number;
    doneMs: number;
}

const answerLimits: AnswerLimits = { toldMs: 30_000, doneMs: 300_000 };

/**
 * Requests without a limit: the daemon answers them when something else has happened, or after long work. It packs an
 * image before it sends the first byte.
 */
const openEnded = /^\/(containers\/[^/]+\/wait|exec\/[^/]+\/start|images\/(create|load|get|.+\/get)|events)\b/;

/**
 * Makes requests fail when the daemon accepts them and never answers. A request with its own signal has its own limit.
 */
export function limitAnswers(docker: Docker, endpoint: DockerEndpoint, limits = answerLimits): Docker {
    const { modem } = docker;
    const dial = modem.dial.bind(modem);
    modem.dial = (request, callback) => {
        if (request.abortSignal || openEnded.test(request.path)) {
            dial(request, callback);
            return;
        }
        const { path, method = "GET" } = request;
        const limitMs = /^(GET|HEAD)$/.test(method) ? limits.toldMs : limits.doneMs;
        const limit = new AwakeLimit(limitMs);
        dial({ ...request, abortSignal: limit.signal }, (error, answer) => {
            limit.end();
            callback?.(limit.signal.aborted ? silence(endpoint, `${method} ${path}`, limitMs) : error, answer);
        });
    };
    return docker;
}

/** Returns the error for a daemon that did not answer a request within the limit. */
export function silence(endpoint: DockerEndpoint, request: string, limitMs: number): Error {
    const message = `it was asked for ${request.replace(/\?.*$/, "")}, and was silent for ${limitMs / 1_000} s`;
    return unreachable(endpoint, { code: "ETIMEDOUT", message });
}
