import { lookup } from "node:dns/promises";
import type Docker from "dockerode";
import { machineClientProxies } from "../../../shared/docker/client-proxies";
import { environmentProxies, type NamedProxies } from "../../../shared/named-proxies";
import { execute } from "../../docker/containers/execute";
import { andThen, type Answer, answerTo, outerLimitMs } from "./answer";
import { environmentOf, type LoggedContainer } from "./containers";

/** The registry to ask: the one from which most images come. */
export const askedRegistry = "registry-1.docker.io";

/** The facts about a cluster's way to the network outside. */
export interface NetworkFacts {
    /** The name of the server's container. */
    node: string;
    /** Why the registry did not answer the node. Undefined if it did. */
    registry: string | undefined;
    /** The names of the proxy variables in the node's environment. */
    nodeProxies: string[];
    /** The proxies in this process's environment and in the Docker client's configuration. */
    hostProxies: { environment: NamedProxies; docker: NamedProxies };
    /** The last lines of CoreDNS's log. */
    resolverLog: string;
    /** The registry's name and the names that pods got no answer for, as far as this machine resolves them. */
    resolvedHere: string[];
}

/**
 * Asks the registry from the server's node, with the node's kubectl, which resolves names, uses proxies and trusts CAs
 * as containerd does.
 */
export async function askNetwork(
    docker: Answer<Docker>,
    containers: Answer<LoggedContainer[]>,
): Promise<Answer<NetworkFacts>> {
    return andThen(docker, (client) =>
        andThen(containers, (found) => {
            const server = found.find(({ role, facts }) => role === "server" && facts.state === "running");
            if (!server) return Promise.resolve({ problem: "the server does not run" });
            return answerTo(() => factsOf(client, server), outerLimitMs);
        }),
    );
}

async function factsOf(docker: Docker, { name }: LoggedContainer): Promise<NetworkFacts> {
    const kubectl = (...args: string[]) => execute(docker, name, ["k3s", "kubectl", ...args]);
    const request = [
        `--server=https://${askedRegistry}`,
        "--token=none",
        "--request-timeout=5s",
        "get",
        "--raw",
        "/v2/",
    ];
    const logs = ["--namespace=kube-system", "--selector=k8s-app=kube-dns", "--tail=200"];
    const [environment, registry, resolver] = await Promise.all([
        environmentOf(docker, name),
        kubectl("--kubeconfig=/dev/null", ...request),
        kubectl("logs", ...logs),
    ]);
    const resolverLog = resolver.exitCode === 0 ? resolver.output : "";
    return {
        node: name,
        registry: unlessAnswered(registry.output),
        nodeProxies: environment.flatMap((each) => /^(https?_proxy)=./i.exec(each)?.[1] ?? []),
        hostProxies: { environment: environmentProxies(process.env), docker: machineClientProxies() ?? {} },
        resolverLog,
        resolvedHere: await resolvedOf([askedRegistry, ...unansweredNames(resolverLog).map(({ name }) => name)]),
    };
}

/** Returns the error if the registry did not answer. Its refusal of a request without a login is an answer. */
function unlessAnswered(output: string): string | undefined {
    return /^(?:Unable to connect to the server: |The connection to the server \S+ was refused).*/m.exec(output)?.[0];
}

/** A name that a pod asked for, and the resolver that did not answer CoreDNS. */
export interface UnansweredName {
    name: string;
    resolver: string;
    why: string;
}

/** Parses lines such as `[ERROR] plugin/errors: 2 wiki.corp. A: read udp 10.42.0.3:36461->8.8.8.8:53: i/o timeout`. */
export function unansweredNames(log: string): UnansweredName[] {
    const lines = log.matchAll(/plugin\/errors: \d+ (\S+)\. \S+: .*(?:->|dial \w+ )(\S+):\d+: (.+)$/gm);
    return [...lines].map(([, name = "", resolver = "", why = ""]) => ({ name, resolver, why }));
}

async function resolvedOf(names: string[]): Promise<string[]> {
    const asked = [...new Set(names)].slice(0, 10);
    const found = await Promise.all(asked.map((name) => answerTo(() => lookup(name), 5_000)));
    return asked.filter((_, index) => found[index]?.problem === undefined);
}
