import { type Api } from "./api";
import { untilAnswered } from "./until-answered";

/** The format that the Kubernetes plugin requests: the API server computes each format separately. */
const form = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
const longestAnswerMs = 60_000;

/**
 * Waits until the API server has computed the description of its types. It does so at the first request, which on a
 * slow machine takes longer than the 32 s that Pulumi's Kubernetes plugin waits before it reports the cluster as
 * unreachable.
 */
export async function typesDescribed(api: Api, signal: AbortSignal): Promise<void> {
    const options = { accept: form, signal, timeoutMs: longestAnswerMs };
    await untilAnswered(() => api.request("GET", "/openapi/v2", options), signal);
}
