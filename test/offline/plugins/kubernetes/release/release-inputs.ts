// Stands for: the real plugin's Release structure, through which every input goes.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { unknown } from "../../host/plugin";
import { isObject, type Json, type JsonObject, textAt } from "../json";
import { randomName } from "../objects/naming";

export const defaultTimeoutSeconds = 300;
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const signatureKey = "4dabf18193072939515e22adb298388d";

const texts = ["chart", "description", "keyring", "name", "namespace", "postrender", "version"] as const;
const flags = [
    "allowNullValues",
    "atomic",
    "cleanupOnFail",
    "createNamespace",
    "dependencyUpdate",
    "devel",
    "disableCRDHooks",
    "disableOpenapiValidation",
    "disableWebhooks",
    "forceUpdate",
    "lint",
    "recreatePods",
    "renderSubchartNotes",
    "replace",
    "resetValues",
    "reuseValues",
    "skipAwait",
    "skipCrds",
    "takeOwnership",
    "verify",
    "waitForJobs",
] as const;
const repositoryTexts = ["repo", "caFile", "certFile", "keyFile", "password", "username"] as const;

export type ReleaseInputs = Record<(typeof texts)[number], string> &
    Record<(typeof flags)[number], boolean> & {
        timeout: number;
        maxHistory?: number;
        repositoryOpts?: Record<(typeof repositoryTexts)[number], string>;
        values: JsonObject;
    };

/** The inputs as the plugin keeps them: every field it knows, with its zero value; others are dropped. */
export function decodeRelease(properties: JsonObject): ReleaseInputs {
    const options = properties.repositoryOpts;
    return {
        ...(Object.fromEntries(texts.map((field) => [field, text(properties, field)])) as Record<
            (typeof texts)[number],
            string
        >),
        ...(Object.fromEntries(flags.map((field) => [field, flag(properties, field)])) as Record<
            (typeof flags)[number],
            boolean
        >),
        timeout: integer(properties, "timeout") ?? 0,
        ...(given(properties.maxHistory) && { maxHistory: integer(properties, "maxHistory") }),
        ...(given(options) && { repositoryOpts: decodeRepository(options) }),
        values: mergeValues(fileValues(properties.valueYamlFiles), decodeValues(properties.values)),
    };
}

/** The name, namespace and timeout that a program may leave out. */
export function withDefaults(
    news: JsonObject,
    olds: JsonObject,
    resourceName: string,
    defaultNamespace: string,
): JsonObject {
    const set = (value: Json | undefined): value is Json => value !== undefined && value !== null && value !== "";
    const adopted = news.name ?? olds.name;
    const waits = news.skipAwait === undefined || news.skipAwait === false;
    return {
        ...news,
        name: set(adopted) ? adopted : randomName(`${resourceName}-`),
        namespace: set(news.namespace) ? news.namespace : defaultNamespace,
        ...(waits && news.timeout === undefined && { timeout: defaultTimeoutSeconds }),
        ...(news.verify === true && !news.keyring && { keyring: `${process.env.HOME ?? ""}/.gnupg/pubring.gpg` }),
    };
}

/** The decoded inputs with what was unknown in the program's inputs unknown again. */
export function keepUnknowns(decoded: JsonObject, inputs: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(decoded).map(([key, value]) => [key, unknownAsIn(value, inputs[key])]));
}

function unknownAsIn(value: Json, input: Json | undefined): Json {
    if (input === unknown) {
        return unknown;
    }
    if (isObject(value) && isObject(input)) {
        return keepUnknowns(value, input);
    }
    if (Array.isArray(value) && Array.isArray(input)) {
        return value.map((item, index) => unknownAsIn(item, input[index]));
    }
    return value;
}

export function mergeValues(base: JsonObject, overrides: JsonObject): JsonObject {
    return Object.entries(overrides).reduce<JsonObject>((merged, [key, value]) => {
        const known = merged[key];
        return { ...merged, [key]: isObject(known) && isObject(value) ? mergeValues(known, value) : value };
    }, base);
}

function decodeRepository(options: Json): ReleaseInputs["repositoryOpts"] {
    if (!isObject(options)) {
        throw new Error("decoding failure: 'repositoryOpts' expected a map");
    }
    return Object.fromEntries(repositoryTexts.map((field) => [field, text(options, field)])) as Record<
        (typeof repositoryTexts)[number],
        string
    >;
}

function decodeValues(values: Json | undefined): JsonObject {
    if (!given(values)) {
        return {};
    }
    if (!isObject(values)) {
        throw new Error("decoding failure: 'values' expected a map");
    }
    return values;
}

function fileValues(files: Json | undefined): JsonObject {
    if (!given(files)) {
        return {};
    }
    if (!Array.isArray(files)) {
        throw new Error("unsupported type for 'valueYamlFiles' arg");
    }
    return files.filter(given).map(readAsset).reduce(mergeValues, {});
}

function readAsset(asset: Json): JsonObject {
    if (!isObject(asset) || asset[signatureKey] !== assetSignature) {
        throw new Error("unsupported type for 'valueYamlFiles' arg: not an asset");
    }
    if (typeof asset.uri === "string" && asset.uri !== "") {
        throw new Error("a remote asset in 'valueYamlFiles' is not part of this stand-in");
    }
    const content = textAt(asset, "text") || readFileSync(textAt(asset, "path"), "utf8");
    const values: unknown = parse(content);
    if (values !== null && !isObject(values)) {
        throw new Error("a file of 'valueYamlFiles' is not a YAML map");
    }
    return values ?? {};
}

function text(properties: JsonObject, field: string): string {
    return typed(properties, field, "string") ?? "";
}

function flag(properties: JsonObject, field: string): boolean {
    return typed(properties, field, "boolean") ?? false;
}

function integer(properties: JsonObject, field: string): number | undefined {
    const value = typed(properties, field, "number");
    return value === undefined ? undefined : Math.trunc(value);
}

interface Types {
    string: string;
    boolean: boolean;
    number: number;
}

function typed<Name extends keyof Types>(properties: JsonObject, field: string, name: Name): Types[Name] | undefined {
    const value = properties[field];
    if (!given(value)) {
        return undefined;
    }
    if (typeof value !== name) {
        throw new Error(
            `decoding failure: '${field}' expected type '${name}', got unconvertible type '${typeof value}'`,
        );
    }
    return value as Types[Name];
}

/** What is not known yet counts as not given. */
function given(value: Json | undefined): value is Exclude<Json, null> {
    return value !== undefined && value !== null && value !== unknown;
}
