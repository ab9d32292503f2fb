import * as pulumi from "@pulumi/pulumi";
import { clientConfigPath, machineClientProxies } from "../../../../shared/docker/client-proxies";
import { environmentProxies, type NamedProxies } from "../../../../shared/named-proxies";
import { ArgumentError, whenKnown } from "../../validation";
import { type ProxyArgs, type ProxySource } from "./proxy-args";
import { fromContainers, hasLogin, isProxyUrl } from "./proxy-url";

/** The proxies of a cluster's nodes, from any source. */
export interface ProxySettings {
    http?: pulumi.Input<string>;
    https?: pulumi.Input<string>;
    noProxy: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Returns the proxies that the argument `proxy` resolves to, or undefined if there is no proxy.
 *
 * @throws ArgumentError if the source has a value that is not a proxy.
 */
export function proxySettings(
    cluster: string,
    proxy: ProxySource | ProxyArgs | undefined,
    environment = process.env,
): ProxySettings | undefined {
    if (proxy === undefined) return undefined;
    if (typeof proxy === "object") {
        const { http, https, noProxy = [] } = proxy;
        return { ...(http && { http: marked(http) }), ...(https && { https: marked(https) }), noProxy };
    }
    return proxy === "docker" ? ofDockerClient(cluster, environment) : ofEnvironment(cluster, environment);
}

function ofEnvironment(cluster: string, environment: NodeJS.ProcessEnv): ProxySettings | undefined {
    const names = { http: "HTTP_PROXY", https: "HTTPS_PROXY" };
    return takenOver(environmentProxies(environment), (key) =>
        refusal(cluster, `is "environment", whose ${names[key]} is not a proxy's URL`),
    );
}

function ofDockerClient(cluster: string, environment: NodeJS.ProcessEnv): ProxySettings | undefined {
    const path = clientConfigPath(environment);
    const named = machineClientProxies(environment);
    if (!named) throw refusal(cluster, `is "docker", but ${path} is not a JSON object`);
    return takenOver(named, (key) =>
        refusal(cluster, `is "docker", but ${key}Proxy of proxies.default in ${path} is not a proxy's URL`),
    );
}

/** Returns the proxies of the environment or the Docker client. A proxy without a scheme is an HTTP proxy, as in Go. */
function takenOver(
    { http, https, noProxy = "" }: NamedProxies,
    refused: (key: "http" | "https") => ArgumentError,
): ProxySettings | undefined {
    const url = (key: "http" | "https", given: string | undefined) => {
        if (given === undefined) return {};
        const full = given.includes("://") ? given : `http://${given}`;
        if (!isProxyUrl(full)) throw refused(key);
        return { [key]: marked(fromContainers(full)) };
    };
    if (http === undefined && https === undefined) return undefined;
    const exceptions = noProxy.split(",").flatMap((entry) => entry.trim() || []);
    return { ...url("http", http), ...url("https", https), noProxy: exceptions };
}

function marked(url: pulumi.Input<string>): pulumi.Input<string> {
    return whenKnown(url, (known) => (hasLogin(known) ? pulumi.secret(known) : known)) as pulumi.Input<string>;
}

function refusal(cluster: string, message: string): ArgumentError {
    return new ArgumentError("Cluster", cluster, [{ path: "proxy", message }]);
}
