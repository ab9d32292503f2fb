import { webImage } from "./environment";

/** A program with all of the components. Tests change its settings between one `up` and the next. */
export const program = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const settings = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev", { images: ["${webImage}"], ...settings.cluster });
const message = new k3s.Manifest("message", { cluster, path: "./manifests" });
const web = new k3s.HelmRelease(
    "web",
    { cluster, chart: "./chart", namespace: "shop", values: settings.values },
    { dependsOn: message },
);
const endpoint = new k3s.ServiceEndpoint(
    "web-endpoint",
    { cluster, namespace: "shop", service: "web", port: "http" },
    { dependsOn: web },
);
export const url = endpoint.url;
export const kubeconfigPath = cluster.kubeconfigPath;
`;

/** An additional endpoint, carried by a process that starts from the package and outlives Pulumi. */
export const forwarded = `
const api = new k3s.ServiceEndpoint(
    "web-api",
    { cluster, namespace: "shop", service: "web", port: "http", via: "api" },
    { dependsOn: web },
);
export const apiUrl = api.url;
`;

export interface Settings {
    cluster?: Record<string, unknown>;
    values?: Record<string, unknown>;
}

export function settingsFile(settings: Settings): Record<string, string> {
    return { "settings.json": JSON.stringify({ cluster: {}, values: {}, ...settings }) };
}

/** Returns a manifest with a Namespace and a ConfigMap that has a text. */
export function manifestFile(text: string): Record<string, string> {
    return {
        "manifests/message.yaml": [
            "apiVersion: v1",
            "kind: Namespace",
            "metadata: { name: shop }",
            "---",
            "apiVersion: v1",
            "kind: ConfigMap",
            "metadata: { name: message, namespace: shop }",
            `data: { message: ${JSON.stringify(text)} }`,
            "",
        ].join("\n"),
    };
}
