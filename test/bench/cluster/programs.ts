import { nodeImage } from "./images";

/** The smallest Pulumi program: its time is that of the engine. */
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
 * A program that starts the plugins of every program with Docker, Kubernetes and dynamic resources, one after the other
 * as for a cluster, and does nothing else.
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

/** A cluster of one server and as many agents as the file `agents.json` says. */
export const clusterProgram = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

new k3s.Cluster("dev", { agents: Number(readFileSync("agents.json", "utf8")) });
`;

export function agentsFile(agents: number): Record<string, string> {
    return { "agents.json": String(agents) };
}
