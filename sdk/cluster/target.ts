import { ArgumentError } from "../validation";

/** Where the cluster is to be. Only local clusters can be made so far; anything else must not become one by mistake. */
export function checkTarget(name: string, target = "local"): string {
    if (target === "local") return target;
    const message = `is ${JSON.stringify(target)}, but only "local" is supported by this version`;
    throw new ArgumentError("Cluster", name, [{ path: "the configuration k3s:target", message }]);
}
