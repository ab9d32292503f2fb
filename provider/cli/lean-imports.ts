import Module from "node:module";

/*
 * Makes commands start faster. dockerode imports its libraries for BuildKit and ssh at once, which are half of all code
 * that a command loads, and which no command uses. This module defers their import to the first use.
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

/** Returns stand-ins for a module's exports. They load the module when one of them is called or read. */
function whenUsed(use: () => Record<Key, unknown>): object {
    const exported = (key: Key) =>
        new Proxy(class {}, {
            construct: (_, values: unknown[]) => Reflect.construct(use()[key] as Constructor, values),
            apply: (_, self, values: unknown[]) => Reflect.apply(use()[key] as Callable, self, values),
            get: (_, name) => (use()[key] as Record<Key, unknown>)[name],
        });
    return new Proxy({}, { get: (_, key) => exported(key) });
}
