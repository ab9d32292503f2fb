// Stands for: the ResourceProvider gRPC service that every provider plugin serves.
import type * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { toServiceError, unimplemented } from "./failures";
import { type CheckResult, type DiffResult, InitializationError, type Plugin } from "./plugin";
import { fromStruct, toStruct } from "./struct";

type Unary = grpc.handleUnaryCall<unknown, never>;

export function serviceOf(plugin: Plugin): IResourceProviderServer {
    return {
        checkConfig: unary(async (request: proto.CheckRequest) =>
            checkResponse(await plugin.checkConfig(fromStruct(request.getNews()))),
        ),
        diffConfig: unary(async (request: proto.DiffRequest) =>
            diffResponse(
                await plugin.diffConfig(
                    fromStruct(request.getOldInputs() ?? request.getOlds()),
                    fromStruct(request.getNews()),
                ),
            ),
        ),
        configure: unary(async (request: proto.ConfigureRequest) => {
            await plugin.configure(fromStruct(request.getArgs()));
            // Without secrets the engine unwraps them for us, and marks every output that echoes a secret input.
            return new proto.ConfigureResponse().setAcceptsecrets(false).setSupportspreview(true);
        }),
        check: unary(async (request: proto.CheckRequest) =>
            checkResponse(
                await plugin.check({
                    urn: request.getUrn(),
                    olds: fromStruct(request.getOlds()),
                    news: fromStruct(request.getNews()),
                }),
            ),
        ),
        diff: unary(async (request: proto.DiffRequest) =>
            diffResponse(
                await plugin.diff({
                    urn: request.getUrn(),
                    id: request.getId(),
                    state: fromStruct(request.getOlds()),
                    oldInputs: fromStruct(request.getOldInputs()),
                    inputs: fromStruct(request.getNews()),
                    ignoreChanges: request.getIgnorechangesList(),
                }),
            ),
        ),
        create: unary(async (request: proto.CreateRequest) => {
            const created = await plugin.create({
                urn: request.getUrn(),
                inputs: fromStruct(request.getProperties()),
                preview: request.getPreview(),
                timeoutSeconds: request.getTimeout(),
            });
            const response = new proto.CreateResponse();
            response.setId(created.id);
            response.setProperties(toStruct(created.state));
            return response;
        }),
        read: unary((request: proto.ReadRequest) => read(plugin, request)),
        update: unary(async (request: proto.UpdateRequest) => {
            const state = await plugin.update({
                urn: request.getUrn(),
                id: request.getId(),
                state: fromStruct(request.getOlds()),
                oldInputs: fromStruct(request.getOldInputs()),
                inputs: fromStruct(request.getNews()),
                preview: request.getPreview(),
                timeoutSeconds: request.getTimeout(),
            });
            const response = new proto.UpdateResponse();
            response.setProperties(toStruct(state));
            return response;
        }),
        delete: unary(async (request: proto.DeleteRequest) => {
            await plugin.delete({
                urn: request.getUrn(),
                id: request.getId(),
                state: fromStruct(request.getProperties()),
                timeoutSeconds: request.getTimeout(),
            });
            return new Empty();
        }),
        invoke: unary(async (request: proto.InvokeRequest) => {
            const response = new proto.InvokeResponse();
            response.setReturn(toStruct(await plugin.invoke(request.getTok(), fromStruct(request.getArgs()))));
            return response;
        }),
        getPluginInfo: unary(() => {
            const info = new PluginInfo();
            info.setVersion(plugin.version);
            return Promise.resolve(info);
        }),
        cancel: unary(async () => {
            await plugin.cancel?.();
            return new Empty();
        }),
        handshake: refused("Handshake"),
        parameterize: refused("Parameterize"),
        getSchema: refused("GetSchema"),
        call: refused("Call"),
        construct: refused("Construct"),
        attach: refused("Attach"),
        getMapping: refused("GetMapping"),
        getMappings: refused("GetMappings"),
        list: (call: grpc.ServerWritableStream<proto.ListRequest, proto.ListResponse>) => {
            call.emit("error", unimplemented("List"));
        },
    };
}

async function read(plugin: Plugin, request: proto.ReadRequest): Promise<proto.ReadResponse> {
    const inputs = fromStruct(request.getInputs());
    const response = new proto.ReadResponse();
    try {
        const found = await plugin.read({
            urn: request.getUrn(),
            id: request.getId(),
            state: fromStruct(request.getProperties()),
            inputs,
        });
        if (found) {
            response.setId(found.id);
            response.setProperties(toStruct(found.state));
            response.setInputs(toStruct(found.inputs));
        }
        return response;
    } catch (error) {
        if (error instanceof InitializationError && !error.inputs) {
            throw new InitializationError(error.id, error.state, error.reasons, inputs);
        }
        throw error;
    }
}

function unary<Request, Response>(
    handle: (request: Request) => Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve(call.request)
            .then(handle)
            .then(
                (response) => callback(null, response),
                (error: unknown) => callback(toServiceError(error)),
            );
    };
}

function refused(method: string): Unary {
    return (_call, callback) => callback(unimplemented(method));
}

function checkResponse(result: CheckResult): proto.CheckResponse {
    const response = new proto.CheckResponse();
    response.setInputs(toStruct(result.inputs));
    response.setFailuresList(
        (result.failures ?? []).map(({ property, reason }) => {
            const failure = new proto.CheckFailure();
            failure.setProperty(property);
            failure.setReason(reason);
            return failure;
        }),
    );
    return response;
}

function diffResponse(result: DiffResult): proto.DiffResponse {
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    const response = new proto.DiffResponse();
    response.setChanges(result.changes ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList(result.diffs ?? []);
    response.setReplacesList(result.replaces ?? []);
    response.setDeletebeforereplace(result.deleteBeforeReplace ?? false);
    return response;
}
