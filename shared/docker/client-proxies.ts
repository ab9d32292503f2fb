import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type NamedProxies, namedProxies } from "../named-proxies";
import { configFolder } from "./endpoint";

/** Returns the path of the Docker client's configuration. */
export function clientConfigPath(environment: Record<string, string | undefined> = process.env): string {
    return join(configFolder({ environment, home: homedir() }), "config.json");
}

/**
 * Returns the proxies that this user's Docker client sets in containers. Returns undefined if its configuration cannot
 * be parsed.
 */
export function machineClientProxies(environment?: Record<string, string | undefined>): NamedProxies | undefined {
    const path = clientConfigPath(environment);
    return existsSync(path) ? clientProxies(readFileSync(path, "utf8")) : {};
}

/** Parses the text of a `config.json`. Returns undefined if it is not a JSON object. */
function clientProxies(text: string): NamedProxies | undefined {
    try {
        const { proxies } = JSON.parse(text) as { proxies?: { default?: Record<string, unknown> } };
        const { httpProxy, httpsProxy, noProxy } = proxies?.default ?? {};
        return namedProxies(httpProxy, httpsProxy, noProxy);
    } catch {
        return undefined;
    }
}
