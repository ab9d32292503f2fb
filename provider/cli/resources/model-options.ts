import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { namesCluster } from "../../../shared/owner";
import { userFolder } from "../../../shared/user-folder";
import { type ClusterInStack } from "../../model/facts";
import { type ModelOptions } from "../../model/model";
import { clustersInStack } from "../../model/stack-facts";
import { printError } from "../command";
import { exportStack, stackOptions } from "../../stack/read-stack";
import { type Given } from "../command";

/** The options of every command that looks at what runs. */
export const modelOptions = {
    cluster: {
        type: "string",
        value: "path",
        summary: "Only this cluster: project/stack/cluster, or an end of it, such as its name",
    },
    stack: {
        ...stackOptions.stack,
        summary: "Only this stack's clusters, with its manifests",
    },
} as const;

/** As each of the other sources has. */
const exportMs = 10_000;

/**
 * What is to be looked at. The stack says which manifests there are; in no program's folder there is none.
 *
 * @param tell of what could not be read.
 */
export async function readModelOptions({ options }: Given, tell = printError): Promise<ModelOptions> {
    const { cluster, stack } = options as { cluster?: string; stack?: string };
    const isNamed = (path: string) => cluster === undefined || namesCluster(cluster, path);
    if (stack !== undefined) {
        const clusters = clustersInStack(await exportStack(stack, exportMs), userFolder());
        return { isWanted: (path) => clusters.has(path) && isNamed(path), stack: Promise.resolve(clusters) };
    }
    return { isWanted: isNamed, stack: hasProgram(process.cwd()) ? stackOfFolder(tell) : undefined };
}

/** A folder may have no stack that is selected, and clusters are there all the same. */
async function stackOfFolder(tell: (problem: string) => void): Promise<Map<string, ClusterInStack>> {
    try {
        return clustersInStack(await exportStack(undefined, exportMs), userFolder());
    } catch (error) {
        // The rest says how to name another stack, which is not what was asked for.
        tell(`manifests are not shown: ${(error as Error).message.split("\n").slice(0, 2).join(" ")}`);
        return new Map();
    }
}

function hasProgram(folder: string): boolean {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return true;
    return dirname(folder) !== folder && hasProgram(dirname(folder));
}
