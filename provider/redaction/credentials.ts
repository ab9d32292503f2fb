import { readValue } from "../../shared/yaml/read-yaml";
import { looksSecret } from "./secret-names";

/** The secret values of a kubeconfig, of a forwarder's table or of K3s's file of registries: YAML, and JSON too. */
export function secretsIn(text: string): string[] {
    try {
        return secretsOf(readValue(text));
    } catch {
        // What cannot be read still holds them.
        return text.split(/[\s"']+/).filter((word) => word.length >= 20);
    }
}

/** A token, and of one with an authority's digest before it what follows that. */
export function tokenSecrets(text: string): string[] {
    const token = text.trim();
    return [token, token.slice(token.lastIndexOf(":") + 1)].filter((secret) => secret !== "");
}

/** The values of variables, `NAME=value`, that look secret by their name. */
export function environmentSecrets(variables: string[]): string[] {
    return variables.flatMap((variable) => {
        const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(variable) ?? [];
        return looksSecret(name) && value !== "" ? [value] : loginIn(name, value);
    });
}

/** That in the URL of a proxy, as it stands there and as it is meant. */
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
        // A forwarder's table has a kubeconfig as a text.
        if (name === "kubeconfig") return secretsIn(value);
        return looksSecret(name) || name.endsWith("-data") ? [value] : [];
    }
    if (Array.isArray(value)) return value.flatMap((item) => secretsOf(item, name));
    return Object.entries(Object(value) as object).flatMap(([key, held]) => secretsOf(held, key));
}
