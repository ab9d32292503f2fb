import { excerptLines, logExcerpt } from "../../docker/containers/log-excerpt";
import { type Answer } from "./answer";
import { type ContainerFacts, containerProblem } from "../../model/sources/container-facts";
import { type LoggedContainer } from "./containers";
import { codeBlock, firstLine, point, prose } from "./markdown";
import { type Section, section, type Told } from "./section";

/** The section on the cluster's containers, nodes first, each with the end of its log. */
export function containersSection(containers: Answer<LoggedContainer[]>, lines: number): Section {
    const { findings, ...rest } = section("containers", "Containers", containers, (found) => {
        const told = found.map((container) => tell(container, lines));
        const missing = found.some(({ role }) => role === "server")
            ? []
            : ["there is no server container on this engine"];
        return {
            text: told.length > 0 ? told.flatMap(({ text }) => text) : ["There are none on this engine."],
            content: told.map(({ content }) => content),
            findings: [...missing, ...told.flatMap((each) => each.findings)],
        };
    });
    const unknown = containers.problem === undefined ? [] : [`Docker: ${firstLine(containers.problem)}`];
    return { ...rest, findings: [...unknown, ...findings] };
}

function tell({ name, role, facts: found, problem, log }: LoggedContainer, lines: number): Told {
    const facts = problem === undefined ? found : undefined;
    const shown = log?.value && excerptLines(logExcerpt(log.value, lines));
    return {
        text: [
            `#### ${name} (${role})`,
            "",
            ...(facts ? factLines(facts) : prose(`Not known: ${problem ?? ""}`)),
            ...(shown ? ["", "Log:", ...codeBlock(shown)] : []),
            ...(log?.problem === undefined ? [] : ["", ...prose(`Its log is not known: ${log.problem}`)]),
            "",
        ],
        content: { name, role, problem, ...facts, log: shown?.join("\n") },
        findings: facts ? findingsOf(`container ${name} (${role})`, name, facts) : [],
    };
}

function findingsOf(what: string, name: string, facts: ContainerFacts): string[] {
    const problem = containerProblem(facts);
    return problem === undefined ? [] : [`${what} ${problem}${nextStep(name, facts.state)}`];
}

function nextStep(name: string, state: string): string {
    if (state === "paused") return ` (docker unpause ${name})`;
    return state === "exited" || state === "created" ? " (pulumi up starts it)" : "";
}

function factLines(facts: ContainerFacts): string[] {
    const { state, restarts, health, startedAt, image, ports, mounts, networks } = facts;
    const well = `${state} since ${startedAt}, restarts by Docker: ${restarts}`;
    return [
        point(`state: ${containerProblem(facts) ?? well}${health === undefined ? "" : `, health: ${health}`}`),
        point(`image: ${image}`),
        point(`ports: ${ports.join(", ") || "none"}`),
        point(`mounts: ${mounts.join(", ") || "none"}`),
        point(`networks: ${networks.join(", ") || "none"}`),
    ];
}
