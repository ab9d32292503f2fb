import { type provider } from "@pulumi/pulumi";
import * as lifecycle from "../index";
import { storedText } from "../shims/stored-text";
import { progressOf } from "./display";
import { withoutSecrets, withSecretsOf } from "./secrets";

type Properties = Parameters<typeof lifecycle.create>[0];

/**
 * The package's own resources as resources of the plugin: the lifecycles of dynamic resources, called by Pulumi itself.
 */
export const customResources: Required<Pick<provider.Provider, "diff" | "create" | "update" | "read" | "delete">> = {
    async diff(id, _urn, old: Properties, inputs: Properties) {
        return lifecycle.diff(id, withoutSecrets(old), withoutSecrets(inputs));
    },

    async create(urn, inputs: Properties) {
        const { id, outs } = await lifecycle.create(withoutSecrets(inputs), progressOf(urn));
        return { id, outs: stored(inputs, outs) };
    },

    async update(id, urn, old: Properties, inputs: Properties) {
        const { outs } = await lifecycle.update(id, withoutSecrets(old), withoutSecrets(inputs), progressOf(urn));
        return { outs: stored(inputs, outs) };
    },

    async read(id, _urn, state: Properties) {
        const found = await lifecycle.read(id, withoutSecrets(state));
        return found.props ? { id: found.id, props: stored(state, found.props) } : {};
    },

    async delete(id, urn, state: Properties) {
        await lifecycle.remove(id, withoutSecrets(state), progressOf(urn));
    },
};

/** Adds the shim's text, which a TypeScript program needs when the stack changes to one. */
function stored(origin: object, outputs: object): object {
    return {
        ...withSecretsOf(origin as Record<string, unknown>, outputs as Record<string, unknown>),
        __provider: storedText,
    };
}
