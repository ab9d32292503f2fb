/** The proxies that an environment or a configuration names; one that is empty is not set. */
export interface NamedProxies {
    http?: string;
    https?: string;
    /** The hosts that are reached without them, with commas between. */
    noProxy?: string;
}

/** Those of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; of the two cases that of lower case counts, as for curl. */
export function environmentProxies(environment: Record<string, string | undefined>): NamedProxies {
    const value = (name: string) => environment[name.toLowerCase()] || environment[name];
    return namedProxies(value("HTTP_PROXY"), value("HTTPS_PROXY"), value("NO_PROXY"));
}

export function namedProxies(...values: unknown[]): NamedProxies {
    const [http, https, noProxy] = values.map((value) => (typeof value === "string" && value.trim()) || undefined);
    return { ...(http && { http }), ...(https && { https }), ...(noProxy && { noProxy }) };
}
