import { answerTo } from "../diagnose/answer";
import { inUnits } from "../endpoints/columns";
import { readModel } from "../../model/model";
import { type Usage } from "../../model/usage";
import { type Command, print, printError } from "../command";
import { usagesOf } from "../../model/sources/usages";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { namesHelp, oneResource, withParts } from "../../model/select";
import { printable, printableJson } from "../terminal/printable";

const description = `
Show what nodes and pods take of the processors and of memory, by the kubelets' own measure: the cluster needs no
metrics-server. With names, only their pods and nodes.

${namesHelp}
`;

export const top: Command = {
    name: "top",
    summary: "Show what nodes and pods take of the processors and of memory",
    operands: "[name...]",
    description,
    options: { ...modelOptions, json: { type: "boolean", summary: "Print JSON" } },
    exitCodes: "0 shown; 1 a node could not be asked; 2 wrong arguments.",
    run: async (given) => {
        const { store } = await readModel(await readModelOptions(given));
        const resources = store.all();
        const nodes = resources.filter(({ kind }) => kind === "node");
        const answers = await Promise.all(nodes.map((node) => answerTo(() => usagesOf(node))));
        const chosen = given.positionals.flatMap((name) => withParts(oneResource(resources, name), resources));
        const ids = new Set(chosen.map(({ id }) => id));
        const usages = answers
            .flatMap(({ value = [] }) => value)
            .filter(({ id }) => given.positionals.length === 0 || ids.has(id));
        if (given.options.json === true) print(printableJson(JSON.stringify(usages, undefined, 2)));
        else print(usages.length > 0 ? usageTable(usages).join("\n") : "There is nothing to show.");
        answers.forEach(({ problem }, index) => {
            if (problem !== undefined) printError(printable(`node ${nodes[index]?.name ?? ""}: ${problem}`));
        });
        return answers.some(({ problem }) => problem !== undefined) ? 1 : 0;
    },
};

/** Formats usages as a table: nodes first, then pods, each sorted by memory, the largest first. */
export function usageTable(usages: Usage[]): string[] {
    const sorted = [...usages].sort(
        (a, b) =>
            a.kind.localeCompare(b.kind) || (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0) || a.id.localeCompare(b.id),
    );
    const rows = sorted.map(({ kind, name, namespace, cluster, cpuMillicores, memoryBytes }) => [
        printable(namespace === undefined ? name : `${namespace}/${name}`),
        kind,
        cluster,
        cpuMillicores === undefined ? "" : `${cpuMillicores}m`,
        memoryBytes === undefined ? "" : inUnits(memoryBytes),
    ]);
    const all = [["NAME", "KIND", "CLUSTER", "CPU", "MEMORY"], ...rows];
    const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
    const isNumber = (column: number) => column > 2;
    return all.map((row) =>
        row
            .map((cell, column) =>
                isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
            )
            .join("  ")
            .trimEnd(),
    );
}
