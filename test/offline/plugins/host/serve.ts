// Stands for: the main function that Pulumi's SDK gives a provider plugin.
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { connectEngine } from "./engine";
import type { Plugin } from "./plugin";
import { serviceOf } from "./service";

export { log } from "./engine";

/** The states that carry rendered manifests pass gRPC's default of 4 MB; this is the limit of Pulumi's SDKs. */
const messageLimitBytes = 400 * 1024 * 1024;
const channelOptions = {
    "grpc.max_receive_message_length": messageLimitBytes,
    "grpc.max_send_message_length": messageLimitBytes,
};

/** Serves the plugin on a port of 127.0.0.1, which it prints for the engine, until the engine ends. */
export async function serve(plugin: Plugin): Promise<void> {
    const engineAddress = process.argv[2];
    if (!engineAddress) {
        throw new Error(`the ${plugin.name} plugin is started by the Pulumi engine, with the engine's address`);
    }
    const server = new grpc.Server(channelOptions);
    server.addService(ResourceProviderService, serviceOf(plugin));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error) {
                reject(error);
            } else {
                resolve(bound);
            }
        });
    });
    connectEngine(engineAddress, channelOptions);
    process.stdout.write(`${port}\n`);
}
