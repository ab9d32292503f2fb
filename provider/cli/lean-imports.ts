import Module from "node:module";

/*
 * dockerode loads what it needs for builds with BuildKit and for ssh as soon as it is loaded: half of all code that a command
 * loads, for what none of them does. Here it is loaded when it is used.
 */

type Load = (this: unknown, request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;
type Key = string | symbol;
type Constructor = new (...values: unknown[]) => object;
type Callable = (...values: unknown[]) => unknown;

const loader = Module as unknown as { _load: Load };
const load = loader._load;
const unused = ["@grpc/grpc-js", "@grpc/proto-loader", "ssh2"];

loader._load = function (request, parent, isMain) {
    const { filename = "" } = parent ?? {};
    const isDockerodes = /[\\/](?:dockerode|docker-modem)[\\/]lib[\\/]/.test(filename);
    if (!isDockerodes || !unused.includes(request)) return load.call(this, request, parent, isMain);
    return whenUsed(() => load.call(loader, request, parent, false) as Record<Key, unknown>);
};

/** Exports that are not loaded before one of them is called or looked into. */
function whenUsed(use: () => Record<Key, unknown>): object {
    const exported = (key: Key) =>
        new Proxy(class {}, {
            construct: (_, values: unknown[]) => Reflect.construct(use()[key] as Constructor, values),
            apply: (_, self, values: unknown[]) => Reflect.apply(use()[key] as Callable, self, values),
            get: (_, name) => (use()[key] as Record<Key, unknown>)[name],
        });
    return new Proxy({}, { get: (_, key) => exported(key) });
}
