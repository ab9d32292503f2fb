// Stands for: how a provider built on Pulumi's SDK reports a failed call to the engine.
import * as grpc from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { InitializationError } from "./plugin";
import { toStruct } from "./struct";

export function unimplemented(method: string): Partial<grpc.ServiceError> {
    return { code: grpc.status.UNIMPLEMENTED, details: `${method} is not implemented` };
}

/** The message only: the engine shows it to the user as it is. */
export function toServiceError(error: unknown): Partial<grpc.ServiceError> {
    const message = error instanceof Error ? error.message : String(error);
    const failure = { code: grpc.status.UNKNOWN, details: message };
    return error instanceof InitializationError
        ? { ...failure, metadata: initializationDetails(error, message) }
        : failure;
}

/** gRPC carries structured details in one well-known trailer; grpc-js has no function for it. */
function initializationDetails(error: InitializationError, message: string): grpc.Metadata {
    const resource = new ErrorResourceInitFailed();
    resource.setId(error.id);
    resource.setProperties(toStruct(error.state));
    resource.setReasonsList(error.reasons);
    if (error.inputs) {
        resource.setInputs(toStruct(error.inputs));
    }
    const detail = new Any();
    detail.pack(resource.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(detail);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    return metadata;
}
