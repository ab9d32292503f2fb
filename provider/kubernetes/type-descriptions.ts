import { type Api } from "./api";
import { untilAnswered } from "./until-answered";

/** As the plugin asks: each form is worked out by itself. */
const form = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
const longestAnswerMs = 60_000;

/**
 * Waits until the API server has described its types. It works that out when it is asked for the first time, which on a slow
 * machine takes longer than the 32 s that Pulumi's Kubernetes plugin waits before it calls the cluster unreachable.
 */
export async function typesDescribed(api: Api, signal: AbortSignal): Promise<void> {
    const options = { accept: form, signal, timeoutMs: longestAnswerMs };
    await untilAnswered(() => api.request("GET", "/openapi/v2", options), signal);
}
