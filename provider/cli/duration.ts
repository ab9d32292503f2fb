import { UsageError } from "../usage-error";

const units: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Parses the value of an option that is a duration, such as `90`, `90s`, `10m`, `1h30m`, `2d`. Returns seconds. */
export function durationSeconds(option: string, text: string): number {
    if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
    const parts = [...text.matchAll(/(\d+)([smhd])/g)];
    const seconds = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0), 0);
    if (parts.map(([part]) => part).join("") === text && seconds > 0) return seconds;
    throw new UsageError(`${option} must be a time such as 90s, 10m or 1h30m, but is "${text}"`);
}
