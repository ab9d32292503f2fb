/** Remembers since when there have been problems that do not pass by themselves. */
export class GracePeriod {
    private readonly since = new Map<string, number>();

    /** Whether the problem has lasted too long for hope; without a limit there always is, and it is forgotten. */
    isOver(key: string, terminalAfterSeconds: number | undefined, nowMs = Date.now()): boolean {
        if (terminalAfterSeconds === undefined) {
            this.since.delete(key);
            return false;
        }
        const first = this.since.get(key) ?? nowMs;
        this.since.set(key, first);
        return nowMs - first >= terminalAfterSeconds * 1_000;
    }
}
