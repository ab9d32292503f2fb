// Checks that the Docker plugin matches the npm package, whether it is the official plugin or the one built in its
// place.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { version } from "@pulumi/docker/package.json";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { required } from "../../e2e/support/environment";
import { npmArguments } from "./npm-arguments";
import { type Schema, schemaArguments } from "./schema-arguments";

const binary = join(required("PULUMI_HOME"), "plugins", `resource-docker-v${version}`, "pulumi-resource-docker");
const folder = mkdtempSync(join(tmpdir(), "docker-plugin-"));
const socket = join(folder, "docker.sock");

let plugin: ReturnType<typeof start>;
let client: ResourceProviderClient;

type Callback<Response> = (error: grpc.ServiceError | null, response: Response) => void;

/** Starts the plugin with the address of an engine that does not exist: the plugin would only send it its log. */
function start() {
    return spawn(binary, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
}

function ask<Response>(start: (done: Callback<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => start((error, response) => (error ? reject(error) : resolve(response))));
}

function configure(settings: Record<string, string>): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest().setArgs(Struct.fromJavaScript(settings));
    for (const [key, value] of Object.entries(settings)) request.getVariablesMap().set(`docker:config:${key}`, value);
    return ask((done) => client.configure(request, done));
}

beforeAll(async () => {
    plugin = start();
    const [port] = (await once(createInterface(plugin.stdout), "line")) as [string];
    client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
});

afterAll(async () => {
    client.close();
    plugin.kill();
    await once(plugin, "exit");
    rmSync(folder, { recursive: true });
});

it("has the version of the npm package", async () => {
    const info = await ask<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe(version);
});

describe("the schema", () => {
    let schema: Schema;
    beforeAll(async () => {
        const response = await ask<proto.GetSchemaResponse>((done) =>
            client.getSchema(new proto.GetSchemaRequest(), done),
        );
        schema = JSON.parse(response.getSchema()) as Schema;
    });

    it.each(["Container", "Network", "RemoteImage", "Volume"])(
        "takes what the npm package declares for a %s",
        (name) => {
            const file = name.charAt(0).toLowerCase() + name.slice(1);
            const resource = schema.resources[`docker:index/${file}:${name}`];
            const expected = npmArguments(`${file}.d.ts`, `${name}Args`);
            expect(expected.length).toBeGreaterThan(4);
            expect(resource && schemaArguments(schema, resource)).toEqual(expected);
        },
    );

    it("takes what the npm package declares for a Provider", () => {
        expect(schemaArguments(schema, schema.provider)).toEqual(npmArguments("provider.d.ts", "ProviderArgs"));
    });
});

describe("Configure", () => {
    const settings = { host: `unix://${socket}`, disableDockerDaemonCheck: "true" };

    it("fails without a daemon, whatever disableDockerDaemonCheck says", async () => {
        await expect(configure(settings)).rejects.toThrow(
            "docker native provider returned an unexpected error from Configure: failed to connect to any docker daemon",
        );
    });

    it("asks the daemon first", async () => {
        const asked: (string | undefined)[] = [];
        const daemon = createServer(({ url }, response) => {
            asked.push(url);
            response.end("OK");
        }).listen(socket);
        await configure(settings);
        daemon.close();
        expect(asked).toEqual(["/_ping"]);
    });
});
