import { type ObjectReference } from "../kubernetes/object-reference";
import { type WorkloadKind } from "./availability";

/** Names a workload. */
export interface WorkloadReference extends ObjectReference {
    kind: WorkloadKind;
    /**
     * Set for a hook. An object of that name from before this time (RFC 3339, UTC) is another object, which is about to
     * be replaced.
     */
    since?: string;
    /** Changes when the object is recreated. */
    uid?: string;
    /**
     * Set for an object that has been created: how to create it again. If it no longer exists, it does not come back by
     * itself.
     */
    remedy?: string;
    /** Set for a Job that was seen to complete, so that it need not exist any more. */
    isDone?: boolean;
}
