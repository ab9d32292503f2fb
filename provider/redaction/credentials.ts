import { readValue } from "../../shared/yaml/read-yaml";
import { looksSecret } from "./secret-names";

/** Returns the secret values of a kubeconfig, a forwarder's table or K3s's `registries.yaml`, in YAML or JSON. */
export function secretsIn(text: string): string[] {
    try {
        return secretsOf(readValue(text));
    } catch {
        // A text that cannot be parsed may still contain secrets, so each long word counts as one.
        return text.split(/[\s"']+/).filter((word) => word.length >= 20);
    }
}

/** Returns a K3s token, and its last part, which follows the digest of the CA in a full token. */
export function tokenSecrets(text: string): string[] {
    const token = text.trim();
    return [token, token.slice(token.lastIndexOf(":") + 1)].filter((secret) => secret !== "");
}

/** Returns the values of variables, `NAME=value`, whose names look secret, and the logins in the URLs of proxies. */
export function environmentSecrets(variables: string[]): string[] {
    return variables.flatMap((variable) => {
        const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(variable) ?? [];
        return looksSecret(name) && value !== "" ? [value] : loginIn(name, value);
    });
}

/** Returns the login in the URL of a proxy: as written, and with its percent-encoding decoded. */
function loginIn(name: string, value: string): string[] {
    if (!/_proxy$/i.test(name) || !URL.canParse(value)) return [];
    const { username, password } = new URL(value);
    const login = password || username;
    return login === "" ? [] : [login, decoded(login)];
}

function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

function secretsOf(value: unknown, name = ""): string[] {
    if (typeof value === "string") {
        // A forwarder's table contains a kubeconfig as a string.
        if (name === "kubeconfig") return secretsIn(value);
        return looksSecret(name) || name.endsWith("-data") ? [value] : [];
    }
    if (Array.isArray(value)) return value.flatMap((item) => secretsOf(item, name));
    return Object.entries(Object(value) as object).flatMap(([key, held]) => secretsOf(held, key));
}
