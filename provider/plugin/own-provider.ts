import * as pulumi from "@pulumi/pulumi";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { actAs } from "../shims/plugin-process";

/**
 * Notes which provider this process is. A program may have several, and one for each version that it asks for; Pulumi tells each
 * when it configures it, but its SDK for plugins passes that on to nobody.
 */
export function noteOwnProvider(): void {
    const { configure } = ResourceProviderService;
    const read = configure.requestDeserialize;
    configure.requestDeserialize = (bytes) => {
        const request = read(bytes);
        const urn = request.getUrn();
        if (urn) actAs(new pulumi.DependencyProviderResource(`${urn}::${request.getId() ?? ""}`));
        return request;
    };
}
