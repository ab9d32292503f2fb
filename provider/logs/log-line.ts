/** A line of a log, and when it was written: RFC 3339 with nine digits of a second, so that times compare as text. */
export interface LogLine {
    time: string;
    text: string;
}

/** Reads a line as Kubernetes, Docker and forwarders write it: a time, a space, the text. */
export function parseLogLine(line: string): LogLine {
    const [, second, fraction = "", zone = "", text = ""] = timed.exec(line) ?? [];
    if (second === undefined) return { time: "", text: line };
    const utc = zone === "Z" ? second : new Date(Date.parse(`${second}${zone}`)).toISOString().slice(0, 19);
    return { time: `${utc}.${fraction.padEnd(9, "0").slice(0, 9)}Z`, text };
}

const timed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d) ?([^]*)$/;

/** Several logs as one, by time; what one log wrote at the same time stays in its order. */
export function mergeLogs<Line extends LogLine>(logs: Line[][]): Line[] {
    return logs.flat().sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}
