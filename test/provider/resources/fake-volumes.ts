import { type StackVolumes } from "../../../provider/resources/support/stack-volumes";

/** Returns fake volumes that all belong to the stack, which record the calls. */
export function recordingVolumes(): StackVolumes & { asked: object[] } {
    const asked: object[] = [];
    const note = (what: object) => {
        asked.push(what);
        return Promise.resolve();
    };
    return { asked, refuse: (its) => note({ refuse: its }), refuseDeletion: (its) => note({ refuseDeletion: its }) };
}
