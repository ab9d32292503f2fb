import { type RequestOptions } from "node:https";

/** A cluster and how to authenticate with it. */
export interface ApiServerAccess {
    /** URL of the API server. */
    server: string;
    /**
     * Returns what authenticates a request. Credentials may expire before the announced time: after a refusal they are
     * fetched again.
     */
    credentials(options?: { anew: boolean }): Promise<RequestOptions>;
}
