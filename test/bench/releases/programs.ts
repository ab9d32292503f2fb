import { exampleChart } from "../../e2e/support/example-chart";
import { webImage } from "../../e2e/support/environment";

/** The number of releases and objects in the cluster of these benches' program. */
export interface Content {
    releases: number;
    objects: number;
}

const start = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";
import * as kubernetes from "@pulumi/kubernetes";

const { releases, objects } = JSON.parse(readFileSync("content.json", "utf8"));
const cluster = new k3s.Cluster("dev", { images: [${JSON.stringify(webImage)}] });
export const kubeconfig = cluster.kubeconfig;
const names = (count) => [...Array(count).keys()];
`;

/** The program with this package. */
export const oursProgram = `${start}
for (const i of names(releases)) new k3s.HelmRelease("web-" + i, { cluster, chart: "./chart", namespace: "ours-" + i });
if (objects > 0) new k3s.Manifest("objects", { cluster, path: "./objects" });
`;

/** The same program with @pulumi/kubernetes alone. */
export const bareProgram = `${start}
const options = { provider: cluster.provider };
for (const i of names(releases)) {
    new kubernetes.helm.v3.Release("web-" + i, { chart: "./chart", namespace: "ours-" + i, createNamespace: true }, options);
}
for (const i of names(objects)) {
    const metadata = { name: "settings-" + i, namespace: "default" };
    new kubernetes.core.v1.ConfigMap("settings-" + i, { metadata, data: { number: String(i) } }, options);
}
`;

export function contentFile(content: Partial<Content> = {}): Record<string, string> {
    return { "content.json": JSON.stringify({ releases: 0, objects: 0, ...content }) };
}

/** Returns the chart, and a folder with a number of ConfigMaps in a file each. */
export function sourceFiles(objects: number): Record<string, string> {
    const files = [...Array(objects).keys()].map((i) => [
        `objects/settings-${i}.yaml`,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings-${i}, namespace: default }\ndata: { number: "${i}" }\n`,
    ]);
    return { ...exampleChart(), ...(Object.fromEntries(files) as Record<string, string>) };
}
