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

/** The options of every command that reads the model. */
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

/** The time limit for exporting the stack, as for the other sources. */
const exportMs = 10_000;

/**
 * Returns the options of the model for the arguments of a command. Without `--stack`, reads the stack that is selected
 * in this folder, if the folder is that of a Pulumi program, since only a stack knows the manifests.
 *
 * @param tell is called with the reason if that stack cannot be read.
 */
export async function readModelOptions({ options }: Given, tell = printError): Promise<ModelOptions> {
    const { cluster, stack } = options as { cluster?: string; stack?: string };
    const isNamed = (path: string) => cluster === undefined || namesCluster(cluster, path);
    if (stack !== undefined) {
        let clusters = await readStack(stack);
        return {
            isWanted: (path) => clusters.has(path) && isNamed(path),
            stack: Promise.resolve(clusters),
            readStack: async () => (clusters = await readStack(stack)),
        };
    }
    if (!hasProgram(process.cwd())) return { isWanted: isNamed };
    return { isWanted: isNamed, stack: stackOfFolder(tell), readStack: () => readStack(undefined) };
}

async function readStack(stack: string | undefined): Promise<Map<string, ClusterInStack>> {
    return clustersInStack(await exportStack(stack, exportMs), userFolder());
}

/** Reads the stack that is selected in this folder. If there is none, the clusters are shown without manifests. */
async function stackOfFolder(tell: (problem: string) => void): Promise<Map<string, ClusterInStack>> {
    try {
        return await readStack(undefined);
    } catch (error) {
        // The rest of the message says how to name a stack, which the user did not ask for.
        tell(`manifests are not shown: ${(error as Error).message.split("\n").slice(0, 2).join(" ")}`);
        return new Map();
    }
}

function hasProgram(folder: string): boolean {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return true;
    return dirname(folder) !== folder && hasProgram(dirname(folder));
}
