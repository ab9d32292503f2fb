import { type EndpointStatus } from "./forwarder";
import { type Endpoint } from "./endpoint-table";

/** The status that a forwarder reports. */
export interface ForwarderStatus {
    /** The version of the package from which it was started. */
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

/** The answer to a request that could not be carried out. */
export interface Refusal {
    message: string;
    /** An error code of the system, such as `EADDRINUSE`. */
    code?: string;
}

export const statusPath = "/status";
export const stopPath = "/stop";
export const endpointPath = (name: string) => `/endpoints/${encodeURIComponent(name)}`;
export const probePath = (name: string) => `${endpointPath(name)}/probe`;
/** The code when another forwarder has taken over. */
export const replacedCode = "REPLACED";
