import {
    boolean,
    imageReference,
    input,
    listOf,
    nonBlank,
    objectOf,
    optional,
    port,
    type Problem,
    recordOf,
    type Rule,
    rule,
    secret,
    text,
    volumeName,
} from "../validation";
import { registryAddress } from "./registry-container";
import { pullThroughProblems } from "./pull-through";
import { type RegistriesArgs, type RegistryArgs, type RegistryConfig, type RegistryMirror } from "./registries-args";

const registryHost = text(
    'a registry\'s host such as "docker.io" or "registry.example:5000", without scheme and path',
    (value) => /^(?:[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i.test(value),
);

const registryHostOrAll: Rule = (value, path) => (value === "*" ? [] : registryHost(value, path));

const endpoint = text('a URL such as "https://mirror.example:5000"', (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return url !== undefined && /^https?:$/.test(url.protocol) && `${url.username}${url.search}${url.hash}` === "";
});

/** Compiles what Go and JavaScript have in common, after what only Go has is taken out of the way. */
const pattern = text('a regular expression of Go, such as "^library/(.*)"', (value) => {
    const onlyInJavaScript = /\(\?<?[=!]|\\[1-9]/;
    if (value === "" || onlyInJavaScript.test(value)) return false;
    try {
        return Boolean(new RegExp(value.replaceAll("(?P<", "(?<").replace(/^\(\?[imsU]+\)/, "")));
    } catch {
        return false;
    }
});

function pem(kind: string, example: string): Rule {
    const form = new RegExp(`-----BEGIN ${kind}-----\\s[\\s\\S]+\\s-----END ${kind}-----`);
    return text(`PEM text, from "-----BEGIN ${example}-----" to its end, not a path`, (value) => form.test(value));
}

/** What a value of a host's configuration has to be, once it is known. */
export const configValueRules: Record<Exclude<keyof RegistryConfig, "insecureSkipVerify">, Rule> = {
    username: nonBlank,
    password: secret(nonBlank),
    token: secret(nonBlank),
    ca: pem("CERTIFICATE", "CERTIFICATE"),
    certificate: pem("CERTIFICATE", "CERTIFICATE"),
    key: secret(pem("(?:[A-Z]+ )?PRIVATE KEY", "PRIVATE KEY")),
};

const configFields = objectOf<RegistryConfig>({
    ...(Object.fromEntries(
        Object.entries(configValueRules).map(([name, inner]) => [name, optional(input(inner))]),
    ) as Record<keyof typeof configValueRules, Rule>),
    insecureSkipVerify: optional(boolean),
});

const config: Rule = (value, path) => {
    const problems = configFields(value, path);
    return problems.length > 0 ? problems : incomplete(value as RegistryConfig, path);
};

function incomplete(given: RegistryConfig, path: string): Problem[] {
    const needs = (one: keyof RegistryConfig, other: keyof RegistryConfig) =>
        given[one] !== undefined && given[other] === undefined
            ? [{ path, message: `has ${one} without ${other}` }]
            : [];
    return [
        ...needs("username", "password"),
        ...needs("password", "username"),
        ...needs("certificate", "key"),
        ...needs("key", "certificate"),
        ...(given.token !== undefined && given.username !== undefined
            ? [{ path, message: "has a token beside username and password: name one of them" }]
            : []),
    ];
}

const atLeastOne = rule("a list with at least one element", (value) => Array.isArray(value) && value.length > 0);

const mirror = objectOf<RegistryMirror>({
    endpoints: (value, path) => {
        const problems = atLeastOne(value, path);
        return problems.length > 0 ? problems : listOf(endpoint)(value, path);
    },
    rewrite: optional(recordOf(nonBlank, pattern)),
});

const registriesFields = objectOf<RegistriesArgs>({
    mirrors: optional(recordOf(mirror, registryHostOrAll)),
    configs: optional(recordOf(config, registryHostOrAll)),
    pullThrough: optional(listOf(registryHost)),
});

export const registriesRule: Rule = (value, path) => {
    const problems = registriesFields(value, path);
    return problems.length > 0 ? problems : pullThroughProblems(value as RegistriesArgs, path);
};

const registryFields = objectOf<RegistryArgs>({
    port: optional(port),
    image: optional(imageReference),
    volume: optional((value, path) => (typeof value === "boolean" ? [] : volumeName(value, path))),
});

const isObject = (value: unknown) => typeof value === "object" && value !== null;

export const registryRule: Rule = (value, path) =>
    isObject(value)
        ? registryFields(value, path)
        : rule("true, false or an object", (given) => typeof given === "boolean")(value, path);

/** The cluster's own registry has its name for itself. */
export function registryProblems(registries: RegistriesArgs = {}, registry?: boolean | RegistryArgs): Problem[] {
    if (!registry || registries.mirrors?.[registryAddress] === undefined) return [];
    const path = `registries.mirrors[${JSON.stringify(registryAddress)}]`;
    return [{ path, message: "is the cluster's own registry (registry)" }];
}
