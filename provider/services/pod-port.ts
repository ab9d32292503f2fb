/** A port of a pod, as the pod's containers listen on it. */
export interface PodPort {
    namespace: string;
    pod: string;
    port: number;
}
