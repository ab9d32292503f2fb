import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesPackageVersion } from "./kubernetes-package";
import { kustomizeProblem } from "./kustomize-problem";
import type { LocatedValue } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";

class Renderer extends pulumi.ProviderResource {}

const renderers = new WeakMap<object, Renderer>();
const noStack = {};

/** Renders a folder with a kustomization, as `kubectl kustomize` does, without a cluster. */
export async function renderKustomization(folder: string): Promise<Parsed<LocatedValue>> {
    try {
        const rendered = await render(folder);
        const place = (index: number) => `${folder} (rendered object ${index + 1})`;
        return { found: rendered.map((value, index) => ({ place: place(index), value })), problems: [] };
    } catch (error) {
        const message = `is a kustomization that cannot be rendered: ${kustomizeProblem((error as Error).message, folder)}`;
        return { found: [], problems: [{ path: `path "${folder}"`, message }] };
    }
}

async function render(folder: string): Promise<unknown[]> {
    const version = kubernetesPackageVersion;
    const options = { provider: renderer(), version };
    // The plugin runs elsewhere, so it gets the whole path; neither the path nor the result is kept in the state.
    const inputs = { directory: resolve(folder) };
    const { result } = (await pulumi.runtime.invoke("kubernetes:kustomize:directory", inputs, options)) as {
        result?: unknown;
    };
    return Array.isArray(result) ? (result as unknown[]) : [];
}

/**
 * One provider per program that has no cluster, so that a preview renders before there is one. The plugin works without one
 * where its kubeconfig is none; without any it would ask the cluster of the user's own.
 */
function renderer(): Renderer {
    const program = pulumi.runtime.getStackResource() ?? noStack;
    const existing = renderers.get(program);
    if (existing) return existing;
    // Not the typed Provider: it would put $KUBECONFIG into the state.
    const created = new Renderer(
        "kubernetes",
        "k3s-kustomize",
        { kubeconfig: "none" },
        // Stacks of 0.2 have one that writes to a folder, which does as well.
        { version: kubernetesPackageVersion, ignoreChanges: ["kubeconfig", "renderYamlToDirectory"] },
    );
    renderers.set(program, created);
    return created;
}
