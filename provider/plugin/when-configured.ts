import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

/**
 * Calls back when Pulumi configures this process, with the reference to the provider that it is. A program may have several, and
 * one for each version that it asks for; Pulumi's SDK passes that on to no plugin.
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
