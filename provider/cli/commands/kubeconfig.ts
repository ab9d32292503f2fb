import { readFile } from "node:fs/promises";
import { clusterKubeconfigs, oneCluster } from "../kubeconfig/cluster-kubeconfigs";
import { entriesOf } from "../../../shared/kubeconfig/entries";
import { replaceFile } from "../../kubeconfig/files";
import { merge, takeOut } from "../../kubeconfig/merge";
import { changeFile } from "../../kubeconfig/user-file";
import { userKubeconfig } from "../../../shared/kubeconfig/user-kubeconfig";
import { userFolder } from "../../../shared/user-folder";
import { type Command, printError, type Given, print, printJson } from "../command";
import { UsageError } from "../usage-error";

const usage = `Usage: npx pulumi-k3s kubeconfig [print|merge|remove|list] [cluster] [options]

The kubeconfigs of this user's clusters. The cluster is given by its path, project/stack/cluster, or an end of it, such
as its name; where there is one alone, it needs no name.

Commands:
  print [cluster]   prints the administrator's kubeconfig (the default); it holds credentials
  merge [cluster]   puts its context, cluster and user into your own kubeconfig, and nothing else is touched there
  remove [cluster]  takes them out again
  list              the clusters, with the path of their kubeconfig

Options:
  --file <path>     the kubeconfig to change, or to print into with mode 0600; by itself the one that kubectl changes
  --switch-context  makes the cluster's context the current one, for merge
  --json            prints the list as JSON

Who wants the entries to come and go with the cluster gives it kubeconfig: { merge: true } instead.
`;

const lockSeconds = 20;
const actions = { print: printOne, merge: mergeOne, remove: removeOne };

export const kubeconfig: Command = {
    name: "kubeconfig",
    summary: "prints a cluster's kubeconfig, merges it into your own, or removes it there",
    usage,
    options: {
        file: { type: "string" },
        "switch-context": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
    },
    positionals: [...Object.keys(actions), "list"],
    run: async ({ positionals: [action = "print", wanted, ...more], options }) => {
        if (more.length > 0) throw new UsageError(`kubeconfig ${action} takes one cluster, not ${more.length + 1}`);
        const all = await clusterKubeconfigs(userFolder());
        if (action === "list") {
            if (options.json === true) printJson(all);
            else for (const { cluster, path } of all) print(`${cluster}  ${path}`);
            return 0;
        }
        const act = (actions as Record<string, typeof printOne | undefined>)[action];
        if (!act) {
            throw new UsageError(`kubeconfig has no "${action}", only ${[...Object.keys(actions), "list"].join(", ")}`);
        }
        const { cluster, path } = oneCluster(all, wanted);
        await act(cluster, await readFile(path, "utf8"), options);
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

/** Entries of the cluster as it was before it was made anew go, too. */
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
