import type Docker from "dockerode";
import { AwakeLimit } from "../../awake-limit";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { unreachable } from "./unreachable";

/** How long a daemon may take to answer: to tell something, and to do something, which a full disk or a busy machine slows. */
export interface AnswerLimits {
    toldMs: number;
    doneMs: number;
}

const answerLimits: AnswerLimits = { toldMs: 30_000, doneMs: 300_000 };

/**
 * Requests without a limit: they are answered when something else has happened, or after a long work; an image is
 * packed before its first byte comes.
 */
const openEnded = /^\/(containers\/[^/]+\/wait|exec\/[^/]+\/start|images\/(create|load|get|.+\/get)|events)\b/;

/** Gives up on a daemon that takes a request and never answers. A request that brings a signal has a limit of its own. */
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

/** What it is to be told of, when it was silent for so long. */
export function silence(endpoint: DockerEndpoint, request: string, limitMs: number): Error {
    const message = `it was asked for ${request.replace(/\?.*$/, "")}, and was silent for ${limitMs / 1_000} s`;
    return unreachable(endpoint, { code: "ETIMEDOUT", message });
}
