import { asColumns } from "../endpoints/columns";
import { type EndpointRow } from "../../endpoints/endpoint-row";
import { type Answer } from "./answer";
import { codeBlock, firstLine, point, prose } from "./markdown";
import { type Section, section } from "./section";

export interface FoundEndpoints {
    endpoints: FoundEndpoint[];
    /** Why some endpoints may be missing. */
    problem?: string;
}

export interface FoundEndpoint {
    row: EndpointRow;
    log: Answer<string[]>;
}

export function endpointsSection(found: Answer<FoundEndpoints>): Section {
    return section("endpoints", "Endpoints", found, ({ endpoints, problem }) => {
        const rows = endpoints.map(({ row }) => row);
        const logs = logsOf(endpoints);
        const told = rows.length > 0 ? codeBlock(asColumns(rows).split("\n")) : ["There are none."];
        return {
            text: [
                ...told,
                ...(problem === undefined ? [] : [point(problem)]),
                // The table contains only the first line of each problem.
                ...rows.flatMap(({ name, problem: why = "" }) =>
                    why.includes("\n") ? [point(`${name}: ${why}`)] : [],
                ),
                ...logs.flatMap(({ title, log }) => [
                    "",
                    `Log of ${title}:`,
                    ...(log.problem === undefined ? codeBlock(log.value) : ["", ...prose(`not known: ${log.problem}`)]),
                ]),
            ],
            content: {
                endpoints: rows,
                problem,
                logs: logs.map(({ title, log }) => ({ title, problem: log.problem, log: log.value?.join("\n") })),
            },
            findings: rows.flatMap(finding),
        };
    });
}

function finding({ name, state, problem }: EndpointRow): string[] {
    const why = problem === undefined ? "" : `: ${firstLine(problem)}`;
    // The problem of a relay is that of its container, a sentence such as "is stopped".
    if (state !== "listening" && problem?.startsWith("is ")) {
        const next = state === "stopped" ? ` (npx pulumi-k3s endpoints start ${name})` : "";
        return [`endpoint ${name} ${firstLine(problem)}${next}`];
    }
    if (state === "stopped") return [`endpoint ${name} is stopped${why} (npx pulumi-k3s endpoints start ${name})`];
    if (state === "failed") return [`endpoint ${name} has failed${why}`];
    return problem === undefined ? [] : [`endpoint ${name} listens, but${why}`];
}

/** Returns the logs of the endpoints. Each relay has its own log; a forwarder has one for all of its endpoints. */
function logsOf(endpoints: FoundEndpoint[]): { title: string; log: Answer<string[]> }[] {
    const relays = endpoints.filter(({ row }) => row.via === "node");
    const forwarded = endpoints.find(({ row }) => row.via !== "node");
    return [
        ...relays.map(({ row, log }) => ({ title: `the relay of ${row.name}`, log })),
        ...(forwarded ? [{ title: "the forwarder", log: forwarded.log }] : []),
    ];
}
