import { z } from "zod";
import { reportOn } from "../../cli/diagnose/cluster-report";
import { chosenClusters } from "../../cli/diagnose/clusters";
import { markdownReport } from "../../cli/diagnose/report";
import { lookAround } from "../../cli/diagnose/surroundings";
import { versionsSection } from "../../cli/diagnose/versions";
import { tool } from "../tool";
import { cluster } from "./inputs";

export const diagnose = tool({
    name: "diagnose",
    title: "Report on a cluster that does not work",
    description:
        "A report in Markdown on why a cluster does not work: versions, containers, network, nodes, failing pods with their logs, workloads, events, Services, releases, endpoints. It is long: list_resources with health unhealthy often says enough.",
    input: z.strictObject({
        cluster,
        lines: z.int().min(1).max(500).default(30).describe("Number of lines of each log"),
    }),
    run: async ({ cluster, lines }, { session, progress }) => {
        progress("asking Docker and the forwarders");
        const surroundings = await lookAround(undefined);
        const { isWanted } = await session.options();
        const { clusters: there, dockerProblem } = surroundings.model;
        const chosen = chosenClusters(
            there.filter((path) => isWanted?.(path) ?? true),
            cluster,
            dockerProblem === undefined ? [] : [dockerProblem],
        );
        session.saw(chosen);
        progress(`looking at ${chosen.join(", ")}`);
        const clusters = await Promise.all(chosen.map((each) => reportOn(each, surroundings, lines)));
        const { versions } = surroundings;
        return markdownReport({ madeAt: new Date().toISOString(), versions: versionsSection(versions), clusters });
    },
});
