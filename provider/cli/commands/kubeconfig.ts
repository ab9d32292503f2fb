import { readFile } from "node:fs/promises";
import { clusterKubeconfigs, oneCluster } from "../../kubeconfig/cluster-kubeconfigs";
import { entriesOf } from "../../../shared/kubeconfig/entries";
import { replaceFile } from "../../kubeconfig/files";
import { merge, takeOut } from "../../kubeconfig/merge";
import { changeFile } from "../../kubeconfig/user-file";
import { userKubeconfig } from "../../../shared/kubeconfig/user-kubeconfig";
import { userFolder } from "../../../shared/user-folder";
import { type Command, printError, type Given, print, printJson } from "../command";
import { UsageError } from "../../usage-error";

const description = `
Work with the kubeconfigs of this user's clusters. Name the cluster by its path, project/stack/cluster, or an end of it,
such as its name; if there is only one, it needs no name.

To have the entries come and go with the cluster, give it kubeconfig: { merge: true } instead.
`;

const lockSeconds = 20;
const acts: Record<string, typeof printOne> = { print: printOne, merge: mergeOne, remove: removeOne };
const actions = [
    {
        name: "print",
        operands: "[cluster]",
        summary: "Print the administrator's kubeconfig (the default); it holds credentials",
    },
    {
        name: "merge",
        operands: "[cluster]",
        summary: "Add its context, cluster and user to your own kubeconfig, and change nothing else there",
    },
    { name: "remove", operands: "[cluster]", summary: "Remove them again" },
    { name: "list", summary: "List the clusters, each with the path of its kubeconfig" },
];

export const kubeconfig: Command = {
    name: "kubeconfig",
    summary: "Print a cluster's kubeconfig, merge it into your own, or remove it there",
    operands: "[command] [cluster]",
    description,
    actions,
    options: {
        file: {
            type: "string",
            value: "path",
            summary: "Kubeconfig to change, or to print into with mode 0600; by default the one that kubectl changes",
        },
        "switch-context": { type: "boolean", summary: "With merge: make the cluster's context the current one" },
        json: { type: "boolean", summary: "Print the list as JSON" },
    },
    run: async ({ positionals: [action = "print", wanted, ...more], options }) => {
        if (more.length > 0) throw new UsageError(`kubeconfig ${action} takes one cluster, not ${more.length + 1}`);
        const all = await clusterKubeconfigs(userFolder());
        if (action === "list") {
            if (options.json === true) printJson(all);
            else for (const { cluster, path } of all) print(`${cluster}  ${path}`);
            return 0;
        }
        const { cluster, path } = oneCluster(all, wanted);
        await acts[action]?.(cluster, await readFile(path, "utf8"), options);
        return 0;
    },
};

async function printOne(_cluster: string, text: string, { file }: Given["options"]): Promise<void> {
    if (typeof file !== "string") {
        print(text.trimEnd());
        return;
    }
    await replaceFile(file, text);
}

async function mergeOne(cluster: string, text: string, options: Given["options"]): Promise<void> {
    const path = fileOf(options);
    const entries = entriesOf(text);
    const switchContext = options["switch-context"] === true;
    await changeFile(path, lockSeconds, (before = "") => ({
        text: merge(before, entries, { switchContext }).text,
        result: undefined,
    }));
    printError(`${cluster} is in ${path} as the context ${entries.name}`);
}

/** Removes the entries of a cluster, including those from before it was recreated. */
async function removeOne(cluster: string, text: string, options: Given["options"]): Promise<void> {
    const path = fileOf(options);
    const entries = entriesOf(text);
    const wasThere = await changeFile(path, lockSeconds, (before) => {
        const after = before === undefined ? undefined : takeOut(before, entries, {});
        return { text: after, result: after !== before };
    });
    printError(wasThere ? `${cluster} is no longer in ${path}` : `${cluster} is not in ${path}`);
}

function fileOf({ file }: Given["options"]): string {
    return userKubeconfig(typeof file === "string" ? file : true);
}
