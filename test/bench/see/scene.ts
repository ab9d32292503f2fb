import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webImage } from "../../e2e/support/environment";
import { type BenchContext } from "../framework/bench";
import { Stack } from "../framework/stack";
import { contentFile, sourceFiles } from "../releases/programs";

const project = "bench-see";
export const cluster = `${project}/test/dev`;

const objects = 500;
const releases = 20;
/** A hundred pods with those of the releases; a node runs at most 110. */
const pods = 80;

/** A cluster with many objects, which all benches of commands that show it use. */
export interface Scene {
    stack: Stack;
    kubeconfig: string;
    /** A folder without a program. */
    elsewhere: string;
}

export function scene({ shared }: Pick<BenchContext, "shared">): Promise<Scene> {
    return shared(project, async (context) => {
        const stack = await Stack.create(project, program, context);
        stack.write({ ...sourceFiles(objects), "many.yaml": manyPods, ...contentFile({ releases, objects }) });
        await stack.up();
        const elsewhere = await mkdtemp(join(tmpdir(), `${project}-`));
        context.defer(() => rm(elsewhere, { recursive: true, force: true }));
        return { stack, kubeconfig: await stack.kubeconfig(), elsewhere };
    });
}

const program = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const { releases } = JSON.parse(readFileSync("content.json", "utf8"));
const cluster = new k3s.Cluster("dev", { images: [${JSON.stringify(webImage)}] });
export const kubeconfig = cluster.kubeconfig;
new k3s.Manifest("objects", { cluster, path: "./objects" });
new k3s.Manifest("many", { cluster, path: "./many.yaml", timeoutSeconds: 900 });
for (let i = 0; i < releases; i++) {
    new k3s.HelmRelease("web-" + i, { cluster, chart: "./chart", namespace: "web-" + i, timeoutSeconds: 900 });
}
`;

const manyPods = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: many, namespace: default }
spec:
  replicas: ${pods}
  selector: { matchLabels: { app: many } }
  template:
    metadata: { labels: { app: many } }
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{ name: web, image: ${JSON.stringify(webImage)}, imagePullPolicy: IfNotPresent }]
`;
