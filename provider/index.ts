/**
 * The functions that the shim's text calls while Pulumi runs. These functions and the names in `lifecycles` are kept
 * for ever, because states contain the text of the shim that calls them.
 */
import { type Context, type Difference, type Lifecycle } from "./lifecycle";
import { lifecycles } from "./lifecycles";
import { asUserError } from "./as-user-error";
import { engineProgress } from "./shims/engine-progress";
import { noteStack, whileNoted } from "./stack/update-notes";

type Progress = Context["progress"];

/** The properties that Pulumi passes: those of the resource, the name of its lifecycle, and the shim's own text. */
type Properties = Record<string, unknown> & { implementation: string };
type AnyLifecycle = Lifecycle<Properties>;

export function create(inputs: Properties, progress: Progress = engineProgress): Promise<{ id: string; outs: object }> {
    return change(inputs, async (lifecycle, properties) => {
        const { id, outputs } = await lifecycle.create(properties, { progress });
        return { id, outs: outputs };
    });
}

export function diff(id: string, old: Properties, inputs: Properties): Promise<Difference> {
    return run(inputs, (lifecycle, properties) => lifecycle.diff(id, withoutShim(old), properties));
}

export function update(
    id: string,
    old: Properties,
    inputs: Properties,
    progress: Progress = engineProgress,
): Promise<{ outs: object }> {
    return change(inputs, async (lifecycle, properties) => {
        const outs = await lifecycle.update?.(id, withoutShim(old), properties, { progress });
        return { outs: outs ?? { ...old, ...properties } };
    });
}

export function read(id: string, old: Properties): Promise<{ id?: string; props?: object }> {
    return run(old, async (lifecycle, properties) => {
        if (!lifecycle.read) return { id, props: properties };
        const props = await lifecycle.read(id, properties);
        return props ? { id, props } : {};
    });
}

export function remove(id: string, old: Properties, progress: Progress = engineProgress): Promise<void> {
    return change(old, async (lifecycle, properties) => {
        await lifecycle.delete?.(id, properties, { progress });
    });
}

type Operation<T> = (lifecycle: AnyLifecycle, properties: Properties) => Promise<T>;

/** Runs an operation that changes something, and records it for users who want to see what goes on. */
function change<T>(properties: Properties, operation: Operation<T>): Promise<T> {
    return whileNoted(() => run(properties, operation));
}

function run<T>(properties: Properties, operation: Operation<T>): Promise<T> {
    return asUserError(async () => {
        noteStack(properties);
        const lifecycle = (lifecycles as unknown as Record<string, AnyLifecycle | undefined>)[
            properties.implementation
        ];
        if (!lifecycle) {
            throw new Error(
                `This version of pulumi-k3s does not know the resource "${properties.implementation}": a newer version wrote the state. Upgrade the package.`,
            );
        }
        return operation(lifecycle, withoutShim(properties));
    });
}

/** Removes the shim's text, which Pulumi itself puts back. */
function withoutShim(properties: Properties): Properties {
    const { __provider: _shim, ...rest } = properties;
    return rest;
}
