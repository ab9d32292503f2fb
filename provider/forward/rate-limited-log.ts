const everyMs = 10_000;

/** Returns a function that writes a repeated line only every ten seconds, with the number of lines left out. */
export function rateLimitedLog(write: (line: string) => void, now: () => number = Date.now): (line: string) => void {
    let last: { line: string; at: number; leftOut: number } | undefined;
    return (line) => {
        if (last?.line === line && now() - last.at < everyMs) {
            last.leftOut++;
            return;
        }
        const { leftOut } = last?.line === line ? last : { leftOut: 0 };
        last = { line, at: now(), leftOut: 0 };
        write(leftOut === 0 ? line : `${line} (and ${leftOut} times before)`);
    };
}
