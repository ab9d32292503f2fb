import { redacted } from "../redaction/redacted";
import { type UpdateNote } from "../stack/update-notes";
import { type StackNote, type Updating } from "./protocol";

const shownLines = 20;
const beingMade = "The first resources are being made.";

/**
 * Returns what the page shows beside the resources.
 *
 * @param isEmpty whether there are no resources.
 * @param whatToDo the advice for this case. Undefined while it is not known yet whether there are any.
 */
export function stackNote(
    isEmpty: boolean,
    { docker, stack }: { docker: string | undefined; stack: string | undefined },
    updates: UpdateNote[],
    whatToDo: string | undefined,
): StackNote {
    const problems = [docker, stack].flatMap((problem) => problem ?? []);
    const updating = updatingOf(updates);
    return {
        ...(isEmpty && whatToDo !== undefined && { note: updating ? beingMade : whatToDo }),
        problems: problems.map((problem) => redacted(problem)),
        ...(updating && { updating }),
    };
}

/** Merges the messages of all processes that work for one stack. Of several stacks, takes the one that began first. */
function updatingOf(updates: UpdateNote[]): Updating | undefined {
    const [first] = [...updates].sort((a, b) => a.since.localeCompare(b.since));
    if (!first) return undefined;
    const lines = updates
        .filter(({ stack }) => stack === first.stack)
        .flatMap((update) => update.lines)
        .sort((a, b) => a.time.localeCompare(b.time));
    return {
        stack: first.stack,
        since: first.since,
        lines: lines.slice(-shownLines).map(({ text }) => redacted(text)),
    };
}

/** Lets updates last for a moment after their end, since an update may have short gaps between two operations. */
export class LastingUpdates {
    private seen: UpdateNote[] = [];
    private seenAt = 0;

    constructor(private readonly lastsMs: number) {}

    /** Returns the given updates, or if there are none, those of a moment ago. */
    take(updates: UpdateNote[], now: number): UpdateNote[] {
        if (updates.length > 0) {
            this.seen = updates;
            this.seenAt = now;
        } else if (now - this.seenAt > this.lastsMs) this.seen = [];
        return this.seen;
    }
}
