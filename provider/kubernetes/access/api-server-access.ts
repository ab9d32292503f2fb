import { type RequestOptions } from "node:https";

/** A cluster and how to authenticate with it. */
export interface ApiServerAccess {
    /** URL of the API server. */
    server: string;
    /** What authenticates a request. It may expire before it says so: once refused, it is fetched again. */
    credentials(options?: { anew: boolean }): Promise<RequestOptions>;
}
