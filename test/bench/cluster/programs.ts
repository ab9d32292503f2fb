import { nodeImage } from "./images";

/** The least that Pulumi can be asked for: what it takes is the engine's own. */
export const emptyProgram = "export {};\n";

const nobody = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "nobody", cluster: { server: "https://127.0.0.1:1" } }],
    contexts: [{ name: "nobody", context: { cluster: "nobody", user: "nobody" } }],
    users: [{ name: "nobody", user: {} }],
    "current-context": "nobody",
});

/**
 * What the engine starts for any program that uses Docker, Kubernetes and resources of its own making: its plugins, one after
 * the other as for a cluster, and nothing to do.
 */
export const pluginsProgram = `
import * as docker from "@pulumi/docker";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const nothing = { create: async () => ({ id: "nothing", outs: {} }) };
class Nothing extends pulumi.dynamic.Resource {}
const first = new Nothing(nothing, "nothing", {});
const provider = new docker.Provider("docker", {}, { dependsOn: first });
const image = new docker.RemoteImage("image", { name: ${JSON.stringify(nodeImage)}, keepLocally: true }, { provider });
new kubernetes.Provider("kubernetes", { kubeconfig: ${JSON.stringify(nobody)} }, { dependsOn: image });
`;

/** A cluster of one server, and as many agents as the file `agents.json` says. */
export const clusterProgram = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

new k3s.Cluster("dev", { agents: Number(readFileSync("agents.json", "utf8")) });
`;

export function agentsFile(agents: number): Record<string, string> {
    return { "agents.json": String(agents) };
}
