import { type EndpointStatus } from "./forwarder";
import { type Endpoint } from "./endpoint-table";

/** What a forwarder says of itself. */
export interface ForwarderStatus {
    /** Of the package that it was started from. */
    version: string;
    pid: number;
    /** `project/stack/cluster`. */
    cluster: string;
    endpoints: Record<string, EndpointStatus>;
}

/** The request to carry an endpoint. */
export interface EndpointRequest {
    cluster: string;
    kubeconfig: string;
    endpoint: Endpoint;
}

/** A request that could not be carried out. */
export interface Refusal {
    message: string;
    /** Of the system, such as `EADDRINUSE`. */
    code?: string;
}

export const statusPath = "/status";
export const stopPath = "/stop";
export const endpointPath = (name: string) => `/endpoints/${encodeURIComponent(name)}`;
export const probePath = (name: string) => `${endpointPath(name)}/probe`;
/** Somebody else has taken this forwarder's place. */
export const replacedCode = "REPLACED";
