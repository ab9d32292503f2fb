import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesPackageVersion } from "./kubernetes-package";
import { kustomizeProblem } from "./kustomize-problem";
import type { LocatedValue } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";

class Renderer extends pulumi.ProviderResource {}

const renderers = new WeakMap<object, Renderer>();
const noStack = {};

/** Renders a folder with a kustomization as `kubectl kustomize` does. Needs no cluster. */
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
    // The plugin runs in another folder, so it gets the absolute path. Neither the path nor the result is stored in the
    // state.
    const inputs = { directory: resolve(folder) };
    const { result } = (await pulumi.runtime.invoke("kubernetes:kustomize:directory", inputs, options)) as {
        result?: unknown;
    };
    return Array.isArray(result) ? (result as unknown[]) : [];
}

/**
 * Returns the program's provider for rendering, which has no cluster, so that a preview can render before a cluster
 * exists. With the kubeconfig "none" the plugin works without a cluster; without a kubeconfig it would connect to the
 * cluster of the user's own.
 */
function renderer(): Renderer {
    const program = pulumi.runtime.getStackResource() ?? noStack;
    const existing = renderers.get(program);
    if (existing) return existing;
    // The class is not the typed Provider, which would store $KUBECONFIG in the state.
    const created = new Renderer(
        "kubernetes",
        "k3s-kustomize",
        { kubeconfig: "none" },
        // Stacks of version 0.2 have a provider that renders to a folder, which works as well.
        { version: kubernetesPackageVersion, ignoreChanges: ["kubeconfig", "renderYamlToDirectory"] },
    );
    renderers.set(program, created);
    return created;
}
