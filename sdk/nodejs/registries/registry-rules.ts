import {
    boolean,
    deferrable,
    imageReference,
    isDeferred,
    listOf,
    nonBlank,
    objectOf,
    optional,
    plain,
    port,
    type Problem,
    recordOf,
    refined,
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

/** Compiles the syntax that Go and JavaScript share, after removing what only Go has. */
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

const configFields = objectOf<RegistryConfig>({
    username: optional(nonBlank),
    password: optional(secret(nonBlank)),
    token: optional(secret(nonBlank)),
    ca: optional(pem("CERTIFICATE", "CERTIFICATE")),
    certificate: optional(pem("CERTIFICATE", "CERTIFICATE")),
    key: optional(secret(pem("(?:[A-Z]+ )?PRIVATE KEY", "PRIVATE KEY"))),
    insecureSkipVerify: optional(boolean),
});

const config: Rule = plain(refined(configFields, incomplete));

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
            ? [{ path, message: "has both a token and a username with password: give one of them" }]
            : []),
    ];
}

const atLeastOne = rule("a list with at least one element", (value) => Array.isArray(value) && value.length > 0);

const mirror = plain(
    objectOf<RegistryMirror>({
        endpoints: deferrable((value, path, defer) => {
            const problems = atLeastOne(value, path);
            return problems.length > 0 ? problems : listOf(endpoint)(value, path, defer);
        }),
        rewrite: optional(recordOf(nonBlank, pattern)),
    }),
);

const registriesFields = objectOf<RegistriesArgs>({
    mirrors: optional(plain(recordOf(mirror, registryHostOrAll))),
    configs: optional(plain(recordOf(config, registryHostOrAll))),
    pullThrough: optional(plain(listOf(plain(registryHost)))),
});

export const registriesRule: Rule = plain(refined(registriesFields, pullThroughProblems));

const registryFields = objectOf<RegistryArgs>({
    port: optional(port),
    image: optional(imageReference),
    volume: optional(plain((value, path) => (typeof value === "boolean" ? [] : volumeName(value, path)))),
});

const registrySwitch = rule("true, false or an object", (given) => typeof given === "boolean");

export const registryRule: Rule = plain((value, path, defer) =>
    typeof value === "object" && value !== null && !isDeferred(value)
        ? registryFields(value, path, defer)
        : registrySwitch(value, path),
);

/** Refuses a mirror with the name of the cluster's own registry. */
export function registryProblems(registries: RegistriesArgs = {}, registry?: boolean | RegistryArgs): Problem[] {
    if (!registry || registries.mirrors?.[registryAddress] === undefined) return [];
    const path = `registries.mirrors[${JSON.stringify(registryAddress)}]`;
    return [{ path, message: "is the cluster's own registry (registry)" }];
}
