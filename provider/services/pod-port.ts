/** A port on which a container of a pod listens. */
export interface PodPort {
    namespace: string;
    pod: string;
    port: number;
}
