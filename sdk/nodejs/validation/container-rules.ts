import { isIP } from "node:net";
import type { Rule } from "./problem";
import { rule, text } from "./rule";

const word = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
const domain = "[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?";
const key = `(?:${domain}/)?${word}`;
const effect = "(?:NoSchedule|PreferNoSchedule|NoExecute)";

const matching = (pattern: string) => (value: string) => new RegExp(`^(?:${pattern})$`).test(value);

/** The key of a label (Kubernetes, "Labels and Selectors"). */
export const labelKey = text('a label such as "disk" or "example.com/disk" (a name of at most 63)', matching(key));

export const labelValue = text(
    'a label\'s value (at most 63 of letters, digits, "-", "_" and ".", with a letter or digit first and last)',
    matching(`(?:${word})?`),
);

/** A taint as kubectl and K3s write it. */
export const taint = text(
    'a taint such as "dedicated=gpu:NoSchedule" (effects: NoSchedule, PreferNoSchedule, NoExecute)',
    matching(`${key}(?:=(?:${word})?)?:${effect}`),
);

/** The name of an environment variable (POSIX, "Environment Variables"). Lower case is usual for proxies. */
export const environmentVariable = text(
    "the name of an environment variable (letters, digits and _, no digit first)",
    matching("[A-Za-z_][A-Za-z0-9_]*"),
);

export const absolutePath = text("an absolute path", matching("/.*"));

export const ipAddress = text("an IP address", (value) => isIP(value) !== 0);

/** Docker supports thousandths of a CPU and smaller fractions. */
export const cpuCount = rule(
    "a number of CPUs, at least 0.1, with at most 3 decimals",
    (value) => typeof value === "number" && value >= 0.1 && Number.isInteger(Math.round(value * 1e6) / 1e3),
);

/** Accepts an amount of memory in the form of Kubernetes, in `Mi` or `Gi`. */
export function memoryQuantity(leastMebibytes: number): Rule {
    return text(`an amount of memory such as "4Gi", at least ${leastMebibytes}Mi`, (value) => {
        return (mebibytes(value) ?? 0) >= leastMebibytes;
    });
}

/** Returns the mebibytes of an amount of memory, or undefined if the text is not valid. */
export function mebibytes(quantity: string): number | undefined {
    const [, count, unit] = /^(\d{1,9})(Mi|Gi)$/.exec(quantity) ?? [];
    return count === undefined ? undefined : Number(count) * (unit === "Gi" ? 1024 : 1);
}
