import { redacted } from "../redaction/redacted";
import { type UpdateNote } from "../stack/update-notes";
import { type StackNote, type Updating } from "./protocol";

const shownLines = 20;
const beingMade = "The first resources are being made.";

/**
 * What stands beside the resources.
 *
 * @param isEmpty whether there are none.
 * @param whatToDo then; undefined while nobody knows yet.
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

/** Of several processes that work for one stack, what all of them tell; of several stacks, the one that began first. */
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

/** Between two operations of one update there may be a moment without any. */
export class LastingUpdates {
    private seen: UpdateNote[] = [];
    private seenAt = 0;

    constructor(private readonly lastsMs: number) {}

    /** What there is, or was a moment ago. */
    take(updates: UpdateNote[], now: number): UpdateNote[] {
        if (updates.length > 0) {
            this.seen = updates;
            this.seenAt = now;
        } else if (now - this.seenAt > this.lastsMs) this.seen = [];
        return this.seen;
    }
}
