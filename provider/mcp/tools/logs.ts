import { z } from "zod";
import { logSources, type LogSource } from "../../logs/log-sources";
import { type ReadLog, readEachLog } from "../../logs/read-logs";
import { oneResource } from "../../model/select";
import { redacted } from "../../redaction/redacted";
import { UsageError } from "../../usage-error";
import { bounded, leftOutNote } from "../bounded";
import { tool } from "../tool";
import { cluster, name } from "./inputs";

/** The most logs in an answer: with more, each would have too little room. */
const mostLogs = 20;
const allCharacters = 45_000;
/** The most characters of a line. More of it is read and redacted, so that cutting leaves no part of a secret. */
const lineCharacters = 2_000;
const readCharacters = 16_000;

export const logs = tool({
    name: "logs",
    title: "Read logs",
    description:
        "The last lines of logs: of a release, manifest, workload or Service those of its pods; of a pod those of its containers; of a node, registry or cache that of its Docker container; of an endpoint that of its relay or forwarder. What they say was written by workloads.",
    input: z.strictObject({
        names: z.array(name).min(1).max(10),
        cluster,
        lines: z.int().min(1).max(1_000).default(100).describe("Of each log, at most so many of the last lines"),
        sinceSeconds: z.int().min(1).optional().describe("Only what was written in the last so many seconds"),
        contains: z.string().min(1).optional().describe("Only lines that contain this, whatever its case"),
    }),
    run: async ({ names, cluster, lines, sinceSeconds, contains }, { session, signal }) => {
        const { resources } = await session.read(cluster);
        const found = names.flatMap((each) => logSources(oneResource(resources, each), resources));
        const sources = [...new Map(found.map((source) => [source.key, source])).values()];
        if (sources.length === 0) throw new UsageError(`${names.join(", ")}: there is no pod, and no log`);
        const { kept, leftOut } = bounded(sources, { most: mostLogs, characters: Infinity });
        const since =
            sinceSeconds === undefined ? undefined : new Date(Date.now() - sinceSeconds * 1_000).toISOString();
        const read = await readEachLog(kept, { tail: lines, since }, signal);
        const { values } = await session.secrets();
        const room = Math.floor(allCharacters / read.length);
        return {
            logs: read.map((log) => shown(log, { contains, secrets: values, room })),
            ...leftOutNote(leftOut, "logs", `name pods: ${labels(sources.slice(kept.length))}`),
        };
    },
});

/** Returns a log for the answer. Redacts all lines together, since some secrets span several lines. */
function shown(
    { source, lines, problem }: ReadLog,
    { contains, secrets, room }: { contains?: string; secrets: string[]; room: number },
): object {
    const raw = lines.map(({ time, text }) => `${time.replace(/\.\d+/, "")} ${text}`.slice(0, readCharacters));
    const recent = bounded(raw, { most: raw.length, characters: 20 * room, fromEnd: true });
    const wanted = redacted(recent.kept.join("\n"), secrets)
        .split("\n")
        .map((line) => (line.length > lineCharacters ? `${line.slice(0, lineCharacters)}…` : line))
        .filter((line) => contains === undefined || line.toLowerCase().includes(contains.toLowerCase()));
    const { kept, leftOut } = bounded(wanted, { most: wanted.length, characters: room, fromEnd: true });
    return {
        log: source.label,
        of: source.resource.id,
        lines: kept,
        ...leftOutNote(
            recent.leftOut + leftOut,
            "older lines",
            "ask for fewer logs, a time, or lines that contain something",
        ),
        ...(problem !== undefined && { problem }),
    };
}

function labels(sources: LogSource[]): string {
    return sources
        .slice(0, 20)
        .map(({ resource }) => `pod/${resource.namespace ?? ""}/${resource.name}`)
        .join(", ");
}
