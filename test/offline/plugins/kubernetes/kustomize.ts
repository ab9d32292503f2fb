import { existsSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { isObject, type JsonObject, textAt } from "./json";
import { run } from "./release/run";

/** kubectl says why by itself, the one within K3s in a line of its log. */
function reasonIn(stderr: string): string {
    const [, logged] = /^E\d{4} .*\] "command failed" err=(".*")$/m.exec(stderr) ?? [];
    return logged === undefined ? stderr.trim().replace(/^error: /, "") : (JSON.parse(logged) as string);
}

/** The objects of a kustomization folder, as the real invoke returns them; it needs no cluster. */
export async function kustomizeDirectory(args: JsonObject): Promise<JsonObject> {
    const { directory } = args;
    if (typeof directory !== "string") {
        throw new Error("missing required field 'directory' of type string");
    }
    if (!existsSync(directory)) {
        throw new Error(
            `failed to retrieve specified kustomize directory: "${directory}": it is not on this machine, and a Git address is not part of this stand-in`,
        );
    }
    const { exitCode, stdout, stderr } = await run(process.env.KUBECTL_BINARY ?? "kubectl", ["kustomize", directory]);
    if (exitCode !== 0) {
        throw new Error(`kustomize failed for directory "${directory}": ${reasonIn(stderr)}`);
    }
    const objects = parseAllDocuments(stdout).map((document) => document.toJS() as unknown);
    return { result: objects.filter(isObject).filter((item) => textAt(item, "kind") && textAt(item, "apiVersion")) };
}
