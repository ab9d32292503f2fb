import { type ObjectReference } from "../kubernetes/object-reference";
import { type WorkloadKind } from "./availability";

/** Which workload is meant. */
export interface WorkloadReference extends ObjectReference {
    kind: WorkloadKind;
    /** Of a hook: an object of that name from before this time (RFC 3339, UTC) is another one, and about to be replaced. */
    since?: string;
    /** Changes when the object is recreated. */
    uid?: string;
    /** Of an object that has been made: what makes it again. One that is not there any more does not come back by itself. */
    remedy?: string;
    /** Of a Job: it was seen to complete, so that it need not be there any more. */
    isDone?: boolean;
}
