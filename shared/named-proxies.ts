/** The proxies that an environment or a configuration names. An empty value counts as not set. */
export interface NamedProxies {
    http?: string;
    https?: string;
    /** The hosts that are reached without a proxy, separated by commas. */
    noProxy?: string;
}

/**
 * Returns the proxies in `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. A variable in lower case takes precedence, as in
 * curl.
 */
export function environmentProxies(environment: Record<string, string | undefined>): NamedProxies {
    const value = (name: string) => environment[name.toLowerCase()] || environment[name];
    return namedProxies(value("HTTP_PROXY"), value("HTTPS_PROXY"), value("NO_PROXY"));
}

export function namedProxies(...values: unknown[]): NamedProxies {
    const [http, https, noProxy] = values.map((value) => (typeof value === "string" && value.trim()) || undefined);
    return { ...(http && { http }), ...(https && { https }), ...(noProxy && { noProxy }) };
}
