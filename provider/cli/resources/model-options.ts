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

/** A folder may have no stack that is selected, and clusters are there all the same. */
async function stackOfFolder(tell: (problem: string) => void): Promise<Map<string, ClusterInStack>> {
    try {
        return await readStack(undefined);
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
