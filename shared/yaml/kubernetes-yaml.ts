import type { ParseOptions, DocumentOptions, SchemaOptions, ScalarTag, Tags } from "yaml";
import { numberMistakes } from "./mistake";

const largestInteger = 2n ** 64n - 1n;
const smallestInteger = -(2n ** 63n);

const nullTag: ScalarTag = {
    identify: (value) => value === null,
    default: true,
    tag: "tag:yaml.org,2002:null",
    test: /^(?:~|null|Null|NULL)?$/,
    resolve: () => null,
};

const boolTag: ScalarTag = {
    identify: (value) => typeof value === "boolean",
    default: true,
    tag: "tag:yaml.org,2002:bool",
    test: /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE|n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/,
    resolve: (text) => /^(?:y|on|t)/i.test(text),
};

/** Integers as `kubectl` reads them. When values are written, a text that looks like one is quoted. */
export const intTag: ScalarTag = {
    identify: (value) => typeof value === "number" && Number.isInteger(value),
    default: true,
    tag: "tag:yaml.org,2002:int",
    test: /^[-+]?(?:0[bB][01_]*[01][01_]*|0[oO]?[0-7_]*[0-7][0-7_]*|0[xX][\da-fA-F_]*[\da-fA-F][\da-fA-F_]*|0|[1-9][\d_]*)$/,
    resolve: (text, onError) => integer(text, onError),
};

const floatTag: ScalarTag = {
    identify: (value) => typeof value === "number",
    default: true,
    tag: "tag:yaml.org,2002:float",
    test: /^(?:[-+]?(?:\.\d+|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    resolve: (text, onError) => {
        if (/\.[in]/i.test(text)) onError(numberMistakes.noJson);
        const number = Number(text.replaceAll("_", ""));
        return Number.isFinite(number) ? number : text;
    },
};

const binaryTag: ScalarTag = {
    identify: () => false,
    default: false,
    tag: "tag:yaml.org,2002:binary",
    resolve: (text) => Buffer.from(text, "base64").toString("utf8"),
};

/**
 * Gives plain scalars the meaning that they have for `kubectl`, which follows neither YAML 1.2 nor quite 1.1: `yes`,
 * `on` and `n` are booleans, `0644` and `0o644` are octal, `1_000` is a number, but `1:30` and dates are text.
 */
export const kubernetesYaml: ParseOptions & DocumentOptions & SchemaOptions = {
    schema: "failsafe",
    merge: true,
    // `evaluate` finds duplicate keys itself, in less time.
    uniqueKeys: false,
    customTags: (tags: Tags) => [...tags, nullTag, boolTag, intTag, floatTag, binaryTag],
    // An error's excerpt of the file could be an excerpt of a Secret.
    prettyErrors: false,
    logLevel: "error",
};

function integer(text: string, onError: (message: string) => void): number {
    const negative = text.startsWith("-");
    const digits = text.replace(/^[-+]/, "").replaceAll("_", "");
    const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
    const value = negative ? -magnitude : magnitude;
    // An integer beyond 64 bits becomes a floating-point number, for which a leading zero does not mean octal.
    if (value > largestInteger || value < smallestInteger) return Number(text.replaceAll("_", ""));
    if (!Number.isSafeInteger(Number(value))) onError(numberMistakes.tooLarge);
    return Number(value);
}
