import { type ChannelCredentials, Client, credentials, Metadata, type MethodDefinition } from "@grpc/grpc-js";
import protobuf from "protobufjs";

/**
 * A client of `aspire.v1.DashboardService` that stands in for Aspire's dashboard, whose image is not available
 * everywhere. It is written from the protocol's description and not from the server's own one, and includes fields that
 * the server does not use.
 */
const { root } = protobuf.parse(`
syntax = "proto3";
package aspire.v1;
message ApplicationInformationRequest { }
message ApplicationInformationResponse { string application_name = 1; string min_dashboard_version = 2; }
message InteractionInput { string label = 1; string name = 14; }
enum IconVariant { ICON_VARIANT_REGULAR = 0; ICON_VARIANT_FILLED = 1; }
message ResourceCommand {
  string name = 1; string display_name = 2; optional string confirmation_message = 3;
  optional google.protobuf.Value parameter = 4; bool is_highlighted = 5; optional string icon_name = 6;
  optional IconVariant icon_variant = 7; optional string display_description = 8; int32 state = 9;
  repeated InteractionInput argument_inputs = 10;
}
message ResourceCommandRequest {
  string command_name = 1; string resource_name = 2; string resource_type = 3;
  optional google.protobuf.Value parameter = 4; map<string, google.protobuf.Value> arguments = 5; bool non_interactive = 6;
}
message ResourceCommandResult { string value = 1; int32 format = 2; bool display_immediately = 3; }
message ResourceCommandResponse {
  int32 kind = 1; optional string error_message = 2; optional string message = 3; optional ResourceCommandResult result = 4;
}
message ResourceType { string unique_name = 1; optional string display_name = 2; repeated ResourceCommand commands = 3; }
message EnvironmentVariable { string name = 1; optional string value = 2; bool is_from_spec = 3; }
message UrlDisplayProperties { int32 sort_order = 1; string display_name = 2; }
message Url {
  optional string endpoint_name = 1; string full_url = 2; bool is_internal = 3; bool is_inactive = 4;
  UrlDisplayProperties display_properties = 5;
}
message Volume { string source = 1; string target = 2; string mount_type = 3; bool is_read_only = 4; }
message HealthReport {
  optional int32 status = 1; string key = 2; string description = 3; string exception = 4;
  optional google.protobuf.Timestamp last_run_at = 5;
}
message ResourceRelationship { string resource_name = 1; string type = 2; }
message ResourceProperty {
  string name = 1; optional string display_name = 2; google.protobuf.Value value = 3; optional bool is_sensitive = 4;
  bool is_highlighted = 5; optional int32 sort_order = 6;
}
message Resource {
  string name = 1; string resource_type = 2; string display_name = 3; string uid = 4; optional string state = 5;
  optional google.protobuf.Timestamp created_at = 6; repeated EnvironmentVariable environment = 7;
  repeated ResourceCommand commands = 11; repeated ResourceProperty properties = 12; repeated Url urls = 13;
  optional string state_style = 14; repeated Volume volumes = 15; repeated HealthReport health_reports = 17;
  optional google.protobuf.Timestamp started_at = 18; optional google.protobuf.Timestamp stopped_at = 19;
  repeated ResourceRelationship relationships = 20; bool is_hidden = 21; bool supports_detailed_telemetry = 22;
  optional string icon_name = 23; optional IconVariant icon_variant = 24;
}
message InitialResourceData { repeated Resource resources = 1; repeated ResourceType resource_types = 2; }
message ResourceDeletion { string resource_name = 1; string resource_type = 2; }
message WatchResourcesChange { oneof kind { ResourceDeletion delete = 1; Resource upsert = 2; } }
message WatchResourcesChanges { repeated WatchResourcesChange value = 1; }
message WatchResourcesRequest { optional bool is_reconnect = 1; }
message WatchResourcesUpdate { oneof kind { InitialResourceData initial_data = 1; WatchResourcesChanges changes = 2; } }
message ConsoleLogLine { string text = 1; optional bool is_std_err = 2; int32 line_number = 3; }
message WatchResourceConsoleLogsRequest { string resource_name = 1; bool suppress_follow = 2; }
message WatchResourceConsoleLogsUpdate { repeated ConsoleLogLine log_lines = 1; }
message InteractionComplete { }
message WatchInteractionsRequestUpdate { int32 interaction_id = 1; oneof kind { InteractionComplete complete = 2; } }
message WatchInteractionsResponseUpdate { int32 interaction_id = 1; string title = 2; }
message UploadFileChunk { bytes data = 1; string file_name = 2; int32 interaction_id = 3; string input_name = 4; }
message UploadFileResponse { string file_id = 1; }
`);
for (const name of ["struct", "timestamp"]) {
    root.addJSON(protobuf.common.get(`google/protobuf/${name}.proto`)?.nested ?? {});
}

export interface DashboardResource {
    name: string;
    resourceType: string;
    displayName: string;
    uid: string;
    state?: string;
    stateStyle?: string;
    createdAt?: { seconds: number; nanos: number };
    urls: { fullUrl: string; isInactive: boolean; displayProperties?: { displayName: string } }[];
    properties: { name: string; value?: { stringValue?: string; numberValue?: number }; isSensitive?: boolean }[];
    commands: { name: string; displayName: string; state: number; confirmationMessage?: string }[];
    healthReports: { status?: number; description: string }[];
    relationships: { resourceName: string; type: string }[];
}

interface Update {
    initialData?: { resources: DashboardResource[]; resourceTypes: { uniqueName: string }[] };
    changes?: { value: { upsert?: DashboardResource; delete?: { resourceName: string; resourceType: string } }[] };
}

export class DashboardClient {
    private readonly client: Client;
    private readonly metadata = new Metadata();
    /** The client's resources, as the dashboard keeps them. */
    readonly resources = new Map<string, DashboardResource>();
    readonly deleted: string[] = [];
    initialTypes: string[] = [];

    constructor(address: string, key?: string, how: ChannelCredentials = credentials.createInsecure()) {
        this.client = new Client(address, how);
        if (key !== undefined) this.metadata.set("x-resource-service-api-key", key);
    }

    close(): void {
        this.client.close();
    }

    unary<Answer>(name: string, [request, response]: [string, string], value: object): Promise<Answer> {
        const { path, requestSerialize, responseDeserialize } = methodOf(name, request, response);
        return new Promise((resolve, reject) => {
            this.client.makeUnaryRequest(
                path,
                requestSerialize,
                responseDeserialize,
                value,
                this.metadata,
                { deadline: Date.now() + 60_000 },
                (error, answer) => (error ? reject(error) : resolve(answer as Answer)),
            );
        });
    }

    applicationInformation(): Promise<{ applicationName: string }> {
        return this.unary(
            "GetApplicationInformation",
            ["ApplicationInformationRequest", "ApplicationInformationResponse"],
            {},
        );
    }

    execute(commandName: string, resourceName: string): Promise<{ kind: number; message?: string }> {
        return this.unary("ExecuteResourceCommand", ["ResourceCommandRequest", "ResourceCommandResponse"], {
            commandName,
            resourceName,
            resourceType: "any",
            arguments: { depth: { numberValue: 1 } },
            nonInteractive: true,
        });
    }

    /** Follows the resources as the dashboard does. */
    watchResources() {
        const stream = this.stream("WatchResources", ["WatchResourcesRequest", "WatchResourcesUpdate"], {
            isReconnect: false,
        });
        stream.on("data", ({ initialData, changes }: Update) => {
            if (initialData) {
                this.resources.clear();
                this.initialTypes = initialData.resourceTypes.map(({ uniqueName }) => uniqueName);
                for (const resource of initialData.resources) this.resources.set(resource.name, resource);
            }
            for (const { upsert, delete: deletion } of changes?.value ?? []) {
                if (upsert) this.resources.set(upsert.name, upsert);
                if (deletion && this.resources.delete(deletion.resourceName)) this.deleted.push(deletion.resourceName);
            }
        });
        return stream;
    }

    /** Follows the lines of a log. */
    watchLogs(resourceName: string, suppressFollow = false) {
        const stream = this.stream(
            "WatchResourceConsoleLogs",
            ["WatchResourceConsoleLogsRequest", "WatchResourceConsoleLogsUpdate"],
            { resourceName, suppressFollow },
        );
        const lines: { text: string; lineNumber: number }[] = [];
        stream.on("data", ({ logLines }: { logLines: typeof lines }) => lines.push(...logLines));
        return { stream, lines };
    }

    watchInteractions() {
        const { path, requestSerialize, responseDeserialize } = methodOf(
            "WatchInteractions",
            "WatchInteractionsRequestUpdate",
            "WatchInteractionsResponseUpdate",
        );
        return this.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, this.metadata);
    }

    uploadFile(): Promise<unknown> {
        const { path, requestSerialize, responseDeserialize } = methodOf(
            "UploadFile",
            "UploadFileChunk",
            "UploadFileResponse",
        );
        return new Promise((resolve, reject) => {
            const stream = this.client.makeClientStreamRequest(
                path,
                requestSerialize,
                responseDeserialize,
                this.metadata,
                (error, answer) => (error ? reject(error) : resolve(answer)),
            );
            stream.end({ data: Buffer.from("x"), fileName: "x.txt", interactionId: 1, inputName: "file" });
        });
    }

    private stream(name: string, [request, response]: [string, string], value: object) {
        const { path, requestSerialize, responseDeserialize } = methodOf(name, request, response);
        const stream = this.client.makeServerStreamRequest(
            path,
            requestSerialize,
            responseDeserialize,
            value,
            this.metadata,
        );
        // A test reads the end of the stream from `status`.
        stream.on("error", () => undefined);
        return stream;
    }
}

function methodOf(name: string, request: string, response: string): MethodDefinition<object, object> {
    const [requestType, responseType] = [request, response].map((type) => root.lookupType(`aspire.v1.${type}`)) as [
        protobuf.Type,
        protobuf.Type,
    ];
    const encode = (type: protobuf.Type) => (value: object) =>
        Buffer.from(type.encode(type.fromObject(value)).finish());
    const decode = (type: protobuf.Type) => (bytes: Buffer) =>
        type.toObject(type.decode(bytes), { arrays: true, longs: Number }) as object;
    return {
        path: `/aspire.v1.DashboardService/${name}`,
        requestStream: false,
        responseStream: false,
        requestSerialize: encode(requestType),
        requestDeserialize: decode(requestType),
        responseSerialize: encode(responseType),
        responseDeserialize: decode(responseType),
    };
}
