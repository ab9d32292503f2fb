/** A line of a log. Its time is RFC 3339 in UTC with nine digits after the seconds, so that times compare as text. */
export interface LogLine {
    time: string;
    text: string;
}

/** Parses a line in the format of Kubernetes, Docker and forwarders: a time, a space, the text. */
export function parseLogLine(line: string): LogLine {
    const [, second, fraction = "", zone = "", text = ""] = timed.exec(line) ?? [];
    if (second === undefined) return { time: "", text: line };
    const utc = zone === "Z" ? second : new Date(Date.parse(`${second}${zone}`)).toISOString().slice(0, 19);
    return { time: `${utc}.${fraction.padEnd(9, "0").slice(0, 9)}Z`, text };
}

const timed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d) ?([^]*)$/;

/** Merges several logs by time. Lines of one log with the same time keep their order. */
export function mergeLogs<Line extends LogLine>(logs: Line[][]): Line[] {
    return logs.flat().sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}
