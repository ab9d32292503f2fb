import { Failure } from "../failure";

/** What to say where the Pulumi CLI is not found. */
export function pulumiMissing(cause: unknown): Failure {
    return new Failure("There is no pulumi on the PATH.", { next: "install the Pulumi CLI, or correct PATH", cause });
}
