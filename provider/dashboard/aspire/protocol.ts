import type { MethodDefinition } from "@grpc/grpc-js";
import { parse, type Type } from "protobufjs";

/**
 * The part of the protocol `aspire.v1.DashboardService` that is in use. Numbers and types are the same as in the
 * original. Fields that are neither sent nor read are left out, and skipped where a client sends them. `Value` and
 * `Timestamp` are compatible on the wire with the messages of these names in `google.protobuf`.
 */
const protocol = parse(`
syntax = "proto3";
package aspire.v1;

message Timestamp { int64 seconds = 1; int32 nanos = 2; }
message Value { oneof kind { double number_value = 2; string string_value = 3; bool bool_value = 4; } }

message ApplicationInformationRequest {}
message ApplicationInformationResponse { string application_name = 1; }

message WatchResourcesRequest { optional bool is_reconnect = 1; }
message WatchResourcesUpdate { oneof kind { InitialResourceData initial_data = 1; WatchResourcesChanges changes = 2; } }
message InitialResourceData { repeated Resource resources = 1; repeated ResourceType resource_types = 2; }
message WatchResourcesChanges { repeated WatchResourcesChange value = 1; }
message WatchResourcesChange { oneof kind { ResourceDeletion delete = 1; Resource upsert = 2; } }
message ResourceDeletion { string resource_name = 1; string resource_type = 2; }
message ResourceType { string unique_name = 1; optional string display_name = 2; }

message Resource {
    string name = 1;
    string resource_type = 2;
    string display_name = 3;
    string uid = 4;
    optional string state = 5;
    optional Timestamp created_at = 6;
    repeated ResourceCommand commands = 11;
    repeated ResourceProperty properties = 12;
    repeated Url urls = 13;
    optional string state_style = 14;
    repeated HealthReport health_reports = 17;
    optional Timestamp started_at = 18;
    repeated ResourceRelationship relationships = 20;
    optional string icon_name = 23;
}
message ResourceProperty {
    string name = 1;
    optional string display_name = 2;
    Value value = 3;
    optional bool is_sensitive = 4;
    bool is_highlighted = 5;
}
message Url { optional string endpoint_name = 1; string full_url = 2; bool is_inactive = 4; UrlDisplayProperties display_properties = 5; }
message UrlDisplayProperties { int32 sort_order = 1; string display_name = 2; }
message HealthReport { optional HealthStatus status = 1; string key = 2; string description = 3; }
enum HealthStatus { HEALTH_STATUS_HEALTHY = 0; HEALTH_STATUS_UNHEALTHY = 1; HEALTH_STATUS_DEGRADED = 2; }
message ResourceRelationship { string resource_name = 1; string type = 2; }

message ResourceCommand {
    string name = 1;
    string display_name = 2;
    optional string confirmation_message = 3;
    bool is_highlighted = 5;
    optional string icon_name = 6;
    optional string display_description = 8;
    ResourceCommandState state = 9;
}
enum ResourceCommandState {
    RESOURCE_COMMAND_STATE_ENABLED = 0; RESOURCE_COMMAND_STATE_DISABLED = 1; RESOURCE_COMMAND_STATE_HIDDEN = 2;
}
message ResourceCommandRequest { string command_name = 1; string resource_name = 2; string resource_type = 3; }
message ResourceCommandResponse {
    ResourceCommandResponseKind kind = 1;
    optional string error_message = 2;
    optional string message = 3;
}
enum ResourceCommandResponseKind {
    RESOURCE_COMMAND_RESPONSE_KIND_UNDEFINED = 0; RESOURCE_COMMAND_RESPONSE_KIND_SUCCEEDED = 1;
    RESOURCE_COMMAND_RESPONSE_KIND_FAILED = 2;
}

message WatchResourceConsoleLogsRequest { string resource_name = 1; bool suppress_follow = 2; }
message WatchResourceConsoleLogsUpdate { repeated ConsoleLogLine log_lines = 1; }
message ConsoleLogLine { string text = 1; optional bool is_std_err = 2; int32 line_number = 3; }

message WatchInteractionsRequestUpdate { int32 interaction_id = 1; }
message WatchInteractionsResponseUpdate { int32 interaction_id = 1; }
message UploadFileChunk { bytes data = 1; }
message UploadFileResponse { string file_id = 1; }
`).root;

export interface Timestamp {
    seconds: number;
    nanos: number;
}

export interface ResourceMessage {
    name: string;
    resourceType: string;
    displayName: string;
    uid: string;
    state: string;
    stateStyle: "success" | "info" | "warning" | "error";
    createdAt: Timestamp;
    startedAt?: Timestamp;
    commands: CommandMessage[];
    properties: PropertyMessage[];
    urls: { endpointName: string; fullUrl: string; isInactive: boolean; displayProperties: { displayName: string } }[];
    healthReports: { status?: number; key: string; description: string }[];
    relationships: { resourceName: string; type: string }[];
    iconName: string;
}

export interface PropertyMessage {
    name: string;
    displayName: string;
    value: { stringValue: string } | { numberValue: number };
    isSensitive: boolean;
    isHighlighted: boolean;
}

export interface CommandMessage {
    name: string;
    displayName: string;
    displayDescription: string;
    confirmationMessage?: string;
    isHighlighted: boolean;
    iconName: string;
    state: number;
}

export const healthStatus = { healthy: 0, unhealthy: 1, degraded: 2 };
export const commandState = { enabled: 0, disabled: 1 };
export const responseKind = { succeeded: 1, failed: 2 };

export interface ResourcesUpdate {
    initialData?: { resources: ResourceMessage[]; resourceTypes: { uniqueName: string; displayName: string }[] };
    changes?: { value: ResourceChange[] };
}
export type ResourceChange = { upsert: ResourceMessage } | { delete: { resourceName: string; resourceType: string } };

export interface CommandRequest {
    commandName: string;
    resourceName: string;
}
export interface CommandResponse {
    kind: number;
    message?: string;
    errorMessage?: string;
}

export interface LogsRequest {
    resourceName: string;
    suppressFollow: boolean;
}
export interface LogsUpdate {
    logLines: { text: string; lineNumber: number }[];
}

/** The methods of the service in the form for the gRPC library. */
export const dashboardService = {
    getApplicationInformation: method<object, { applicationName: string }>("GetApplicationInformation", [
        "ApplicationInformationRequest",
        "ApplicationInformationResponse",
    ]),
    watchResources: method<{ isReconnect?: boolean }, ResourcesUpdate>(
        "WatchResources",
        ["WatchResourcesRequest", "WatchResourcesUpdate"],
        { responseStream: true },
    ),
    watchResourceConsoleLogs: method<LogsRequest, LogsUpdate>(
        "WatchResourceConsoleLogs",
        ["WatchResourceConsoleLogsRequest", "WatchResourceConsoleLogsUpdate"],
        { responseStream: true },
    ),
    executeResourceCommand: method<CommandRequest, CommandResponse>("ExecuteResourceCommand", [
        "ResourceCommandRequest",
        "ResourceCommandResponse",
    ]),
    watchInteractions: method<object, object>(
        "WatchInteractions",
        ["WatchInteractionsRequestUpdate", "WatchInteractionsResponseUpdate"],
        { requestStream: true, responseStream: true },
    ),
    uploadFile: method<object, object>("UploadFile", ["UploadFileChunk", "UploadFileResponse"], {
        requestStream: true,
    }),
};

function method<Request extends object, Response extends object>(
    name: string,
    [request, response]: [string, string],
    streams: { requestStream?: true; responseStream?: true } = {},
): MethodDefinition<Request, Response> {
    const [requestType, responseType] = [request, response].map((type) => protocol.lookupType(`aspire.v1.${type}`)) as [
        Type,
        Type,
    ];
    return {
        path: `/aspire.v1.DashboardService/${name}`,
        requestStream: streams.requestStream ?? false,
        responseStream: streams.responseStream ?? false,
        requestSerialize: (value) => encoded(requestType, value),
        requestDeserialize: (bytes) => decoded(requestType, bytes) as Request,
        responseSerialize: (value) => encoded(responseType, value),
        responseDeserialize: (bytes) => decoded(responseType, bytes) as Response,
    };
}

function encoded(type: Type, value: object): Buffer {
    return Buffer.from(type.encode(type.fromObject(value)).finish());
}

function decoded(type: Type, bytes: Buffer): object {
    return type.toObject(type.decode(bytes), { defaults: true, longs: Number });
}
