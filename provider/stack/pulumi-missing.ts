import { Failure } from "../failure";

/** The failure when there is no Pulumi CLI. */
export function pulumiMissing(cause: unknown): Failure {
    return new Failure("There is no pulumi on the PATH.", { next: "install the Pulumi CLI, or correct PATH", cause });
}
