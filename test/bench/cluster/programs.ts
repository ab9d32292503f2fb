/** The least that Pulumi can be asked for: what it takes is the engine's own. */
export const emptyProgram = "export {};\n";

/** A cluster of one server, and as many agents as the file `agents.json` says. */
export const clusterProgram = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

new k3s.Cluster("dev", { agents: Number(readFileSync("agents.json", "utf8")) });
`;

export function agentsFile(agents: number): Record<string, string> {
    return { "agents.json": String(agents) };
}
