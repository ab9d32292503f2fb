import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

/**
 * Calls back when Pulumi configures this process, with the reference to the provider that the process is. A program may
 * have several providers, one for each version that it requests; Pulumi's SDK does not pass the reference on to
 * plugins.
 */
export function whenConfigured(callback: (provider: string) => void): void {
    const { configure } = ResourceProviderService;
    const read = configure.requestDeserialize;
    configure.requestDeserialize = (bytes) => {
        const request = read(bytes);
        callback(`${request.getUrn() ?? ""}::${request.getId() ?? ""}`);
        return request;
    };
}
