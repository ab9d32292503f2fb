/** Remembers since when each problem that does not pass by itself has lasted. */
export class GracePeriod {
    private readonly since = new Map<string, number>();

    /**
     * Reports whether the problem has lasted longer than its limit. A problem without a limit may pass, and is
     * forgotten.
     */
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
