import { type StackVolumes } from "../../../provider/resources/support/stack-volumes";

/** Volumes that are all the stack's own; keeps what it was asked. */
export function recordingVolumes(): StackVolumes & { asked: object[] } {
    const asked: object[] = [];
    const note = (what: object) => {
        asked.push(what);
        return Promise.resolve();
    };
    return { asked, refuse: (its) => note({ refuse: its }), refuseDeletion: (its) => note({ refuseDeletion: its }) };
}
