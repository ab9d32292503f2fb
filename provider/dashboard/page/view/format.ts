const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Formats bytes, such as `84 MiB`. */
export function bytes(value: number): string {
    const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
    const scaled = value / 1024 ** power;
    return `${scaled < 10 && power > 0 ? scaled.toFixed(1) : Math.round(scaled)} ${units[power] ?? "B"}`;
}

export const rate = (value: number): string => `${bytes(value)}/s`;

/** Formats processor time, such as `0.12 cores`. */
export function cores(millicores: number): string {
    const value = millicores / 1000;
    return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} cores`;
}

export const count = (value: number, one: string, several = `${one}s`): string =>
    `${value.toLocaleString("en")} ${value === 1 ? one : several}`;

/** Formats an RFC 3339 time for a log: hours to seconds or milliseconds, in the local time zone. */
export function clock(time: string, withMilliseconds = false): string {
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return "";
    const two = (value: number) => String(value).padStart(2, "0");
    const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
    return withMilliseconds ? `${text}.${String(date.getMilliseconds()).padStart(3, "0")}` : text;
}
