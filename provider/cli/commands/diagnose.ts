import { resolve } from "node:path";
import { Failure } from "../../failure";
import { replaceFile } from "../../kubeconfig/files";
import { type Command, printError, type Given } from "../command";
import { reportOn } from "../diagnose/cluster-report";
import { chosenClusters } from "../diagnose/clusters";
import { jsonReport, markdownReport } from "../diagnose/report";
import { lookAround } from "../diagnose/surroundings";
import { versionsSection } from "../diagnose/versions";
import { positiveNumber } from "../positive-number";
import { UsageError } from "../../usage-error";

const description = `
Write a report on why a cluster does not work: versions, containers, the way to registries and resolvers, nodes, failing
pods with their logs, workloads, events, services, releases and endpoints. Name the cluster by its path,
project/stack/cluster, or an end of it, such as its name; by default the report is on all clusters of this user. What
does not answer within 10 s is marked as such. Nothing is changed.

Known credentials and what has the form of a secret are replaced by [redacted]. Read the report all the same before you
pass it on.
`;

/** The arguments of `diagnose`. */
export interface DiagnoseRequest {
    cluster?: string;
    lines: number;
    file?: string;
    dockerHost?: string;
    json: boolean;
}

export const diagnose: Command = {
    name: "diagnose",
    summary: "Write a diagnostic report on a cluster, without secrets",
    operands: "[cluster]",
    description,
    options: {
        lines: { type: "string", value: "number", default: "100", summary: "Number of lines of each log" },
        file: {
            type: "string",
            value: "path",
            summary: "Write the report to this file, with mode 0600, instead of printing it",
        },
        "docker-host": {
            type: "string",
            value: "address",
            summary: "Docker daemon; by default the one that the docker command uses",
        },
        json: { type: "boolean", summary: "Print the report as JSON" },
    },
    exitCodes: "0 a report was written, whatever it says; 1 none could be written; 2 wrong arguments.",
    run: async (given) => {
        const { cluster, lines, file, dockerHost, json } = readDiagnose(given);
        progress("asking Docker and the forwarders");
        const surroundings = await lookAround(dockerHost);
        const { versions, model } = surroundings;
        const { clusters: there, dockerProblem } = model;
        const chosen = chosenClusters(there, cluster, dockerProblem === undefined ? [] : [dockerProblem]);
        progress(`looking at ${chosen.join(", ")}`);
        const clusters = await Promise.all(chosen.map((each) => reportOn(each, surroundings, lines)));
        const report = { madeAt: new Date().toISOString(), versions: versionsSection(versions), clusters };
        const text = json ? jsonReport(report) : markdownReport(report);
        if (file === undefined) {
            process.stdout.write(text);
        } else {
            await write(file, text);
        }
        return 0;
    },
};

export function readDiagnose({ positionals: [cluster, ...more], options }: Given): DiagnoseRequest {
    if (more.length > 0) throw new UsageError(`diagnose takes one cluster, not ${more.length + 1}`);
    return {
        cluster,
        lines: positiveNumber("--lines", String(options.lines)),
        file: options.file as string | undefined,
        dockerHost: options["docker-host"] as string | undefined,
        json: options.json === true,
    };
}

async function write(file: string, text: string): Promise<void> {
    try {
        await replaceFile(resolve(file), text);
    } catch (error) {
        throw new Failure(`The report cannot be written to ${file}.`, {
            why: (error as Error).message,
            next: "name a file in an existing folder that you can write to",
            cause: error,
        });
    }
    printError(`the report is in ${file}`);
}

function progress(text: string): void {
    if (process.stderr.isTTY) printError(text);
}
