import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesPackageVersion } from "./kubernetes-package";
import type { LocatedValue } from "./kubernetes-object";

class Renderer extends pulumi.ProviderResource {}

const renderers = new WeakMap<object, Renderer>();
const noStack = {};

/** Renders a folder with a kustomization, as `kubectl kustomize` does, without a cluster. */
export async function renderKustomization(folder: string): Promise<LocatedValue[]> {
    const version = kubernetesPackageVersion;
    const options = { provider: renderer(), version };
    // The plugin runs elsewhere, so it gets the whole path; neither the path nor the result is kept in the state.
    const inputs = { directory: resolve(folder) };
    const rendered = (await pulumi.runtime.invoke("kubernetes:kustomize:directory", inputs, options)) as {
        result?: unknown;
    };
    if (!Array.isArray(rendered.result)) throw new Error(`The kustomization in "${folder}" rendered to nothing.`);
    return rendered.result.map((value: unknown, index) => ({
        place: `${folder} (rendered object ${index + 1})`,
        value,
    }));
}

/**
 * One provider per program that has no cluster, so that a preview renders before there is one. Only a provider that
 * writes to a folder works without, but rendering a kustomization writes nothing.
 */
function renderer(): Renderer {
    const program = pulumi.runtime.getStackResource() ?? noStack;
    const existing = renderers.get(program);
    if (existing) return existing;
    // Not the typed Provider: it would put $KUBECONFIG into the state.
    const created = new Renderer(
        "kubernetes",
        "k3s-kustomize",
        { renderYamlToDirectory: "never-written" },
        { version: kubernetesPackageVersion },
    );
    renderers.set(program, created);
    return created;
}
