import { workloads } from "../../e2e/support/endpoint/workloads";

const program = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const images = ["pulumi-k3s-test/contract-server:1", "pulumi-k3s-operator/redis:7"];
const cluster = new k3s.Cluster("dev", { images });
const objects = new k3s.Manifest("objects", { cluster, path: "./objects.yaml" });
export const kubeconfig = cluster.kubeconfig;
export const urls: Record<string, unknown> = {};
for (const [name, via] of Object.entries(JSON.parse(readFileSync("endpoints.json", "utf8")))) {
    const args = { cluster, via: via as "node" | "api", service: "contract", port: "tcp" };
    urls[name] = new k3s.ServiceEndpoint(name, args, { dependsOn: objects }).url;
}
`;

/** A program with a cluster that runs the tests' contract server. */
export const programFiles = { "index.ts": program, "objects.yaml": workloads };

/** Returns the file with the endpoints by name and the path of each. */
export function endpointsFile(endpoints: Record<string, "node" | "api">): Record<string, string> {
    return { "endpoints.json": JSON.stringify(endpoints) };
}
