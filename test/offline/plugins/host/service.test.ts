// Stands for nothing: holds the host to what the engine expects on the wire.
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { InitializationError, type Plugin, type PropertyMap, unknown } from "./plugin";
import { serviceOf } from "./service";
import { fromStruct, toStruct } from "./struct";

let calls: Record<string, unknown>[];
const plugin: Plugin = {
    name: "sample",
    version: "1.2.3",
    checkConfig: (inputs) => Promise.resolve({ inputs }),
    diffConfig: (olds, news) => Promise.resolve({ changes: olds.a !== news.a, replaces: ["a"] }),
    configure: () => Promise.resolve(),
    check: ({ news }) =>
        Promise.resolve({ inputs: { ...news, added: true }, failures: [{ property: "size", reason: "too big" }] }),
    diff: (request) => {
        calls.push(request);
        return Promise.resolve({ changes: true, diffs: ["size"], replaces: ["size"], deleteBeforeReplace: true });
    },
    create: (request) => {
        calls.push(request);
        if (request.inputs.fail === "started") {
            throw new InitializationError("id-1", { size: 1 }, ["did not start"]);
        }
        if (request.inputs.fail === true) {
            throw new Error("no such thing");
        }
        return Promise.resolve({ id: "id-1", state: { ...request.inputs, gone: undefined as unknown as null } });
    },
    read: ({ id, state, inputs }) => Promise.resolve(id === "gone" ? undefined : { id, state, inputs }),
    update: ({ inputs }) => Promise.resolve(inputs),
    delete: () => Promise.resolve(),
    invoke: (token, args) => Promise.resolve({ token, args }),
};

let server: grpc.Server;
let client: ResourceProviderClient;

beforeAll(async () => {
    server = new grpc.Server();
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
    client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
});
beforeEach(() => {
    calls = [];
});
afterAll(() => {
    client.close();
    server.forceShutdown();
});

type Callback<Response> = (error: grpc.ServiceError | null, response: Response) => void;

function send<Response>(start: (done: Callback<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
        start((error, response) => {
            if (error) {
                reject(error);
            } else {
                resolve(response);
            }
        });
    });
}

function createRequest(inputs: PropertyMap): proto.CreateRequest {
    const request = new proto.CreateRequest();
    request.setUrn("urn:x");
    request.setProperties(toStruct(inputs));
    request.setPreview(true);
    request.setTimeout(90);
    return request;
}

test("asks the engine to unwrap secrets, and takes part in previews", async () => {
    const response = await send<proto.ConfigureResponse>((done) =>
        client.configure(new proto.ConfigureRequest(), done),
    );
    expect([response.getAcceptsecrets(), response.getSupportspreview(), response.getAcceptresources()]).toEqual([
        false,
        true,
        false,
    ]);
});

test("tells its version", async () => {
    expect((await send<PluginInfo>((done) => client.getPluginInfo(new Empty(), done))).getVersion()).toBe("1.2.3");
});

test("check returns inputs and failures", async () => {
    const request = new proto.CheckRequest();
    request.setNews(toStruct({ size: 3, nested: { list: [1, null, { deep: "x" }], later: unknown } }));
    const response = await send<proto.CheckResponse>((done) => client.check(request, done));
    expect(fromStruct(response.getInputs())).toEqual({
        size: 3,
        nested: { list: [1, null, { deep: "x" }], later: unknown },
        added: true,
    });
    expect(response.getFailuresList().map((failure) => failure.toObject())).toEqual([
        { property: "size", reason: "too big" },
    ]);
});

test("diff gets the recorded outputs and the recorded inputs apart", async () => {
    const request = new proto.DiffRequest();
    request.setId("id-1");
    request.setOlds(toStruct({ size: 1, ip: "10.0.0.1" }));
    request.setOldInputs(toStruct({ size: 1 }));
    request.setNews(toStruct({ size: 2 }));
    request.setIgnorechangesList(["labels"]);
    const response = await send<proto.DiffResponse>((done) => client.diff(request, done));
    expect(calls).toEqual([
        {
            urn: "",
            id: "id-1",
            state: { size: 1, ip: "10.0.0.1" },
            oldInputs: { size: 1 },
            inputs: { size: 2 },
            ignoreChanges: ["labels"],
        },
    ]);
    expect(response.toObject()).toMatchObject({
        changes: proto.DiffResponse.DiffChanges.DIFF_SOME,
        diffsList: ["size"],
        replacesList: ["size"],
        deletebeforereplace: true,
    });
});

test("create passes preview and timeout on, and drops what is undefined", async () => {
    const response = await send<proto.CreateResponse>((done) => client.create(createRequest({ size: 1 }), done));
    expect(calls).toEqual([{ urn: "urn:x", inputs: { size: 1 }, preview: true, timeoutSeconds: 90 }]);
    expect([response.getId(), fromStruct(response.getProperties())]).toEqual(["id-1", { size: 1 }]);
});

test("an error is its message, without a stack", async () => {
    await expect(
        send<proto.CreateResponse>((done) => client.create(createRequest({ fail: true }), done)),
    ).rejects.toMatchObject({
        code: grpc.status.UNKNOWN,
        details: "no such thing",
    });
});

test("an object that did not become ready comes with its id and state", async () => {
    const error = await send<proto.CreateResponse>((done) =>
        client.create(createRequest({ fail: "started" }), done),
    ).then(
        () => undefined,
        (reason: unknown) => reason as grpc.ServiceError,
    );
    const [status] = error?.metadata.get("grpc-status-details-bin") ?? [];
    const [detail] = Status.deserializeBinary(status as Buffer).getDetailsList();
    expect(detail?.getTypeUrl()).toBe("type.googleapis.com/pulumirpc.ErrorResourceInitFailed");
    const resource = proto.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
    expect([resource.getId(), fromStruct(resource.getProperties()), resource.getReasonsList()]).toEqual([
        "id-1",
        { size: 1 },
        ["did not start"],
    ]);
});

test("a read object that is gone has no id", async () => {
    const request = new proto.ReadRequest();
    request.setId("gone");
    expect((await send<proto.ReadResponse>((done) => client.read(request, done))).getId()).toBe("");
});

test("what the plugin does not speak is unimplemented, so that the engine falls back", async () => {
    await expect(
        send<proto.ProviderHandshakeResponse>((done) => client.handshake(new proto.ProviderHandshakeRequest(), done)),
    ).rejects.toMatchObject({
        code: grpc.status.UNIMPLEMENTED,
    });
});

test("a number that JSON cannot hold is an error that names its place", () => {
    expect(() => toStruct({ a: { b: [1, NaN] } })).toThrow("properties.a.b[1] is NaN");
});
