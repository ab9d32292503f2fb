import { ok, type Verdict } from "./check";

/** The answer to a container that resolved a name. */
export type ContainerAnswer = { kind: "address"; addresses: string[] } | { kind: "no such name" } | { kind: "silence" };

/** A name as resolved by this machine, and by a container on a Docker network. */
export interface ResolvedName {
    name: string;
    /** The addresses. Empty if this machine does not resolve the name. */
    here: string[];
    inContainer: ContainerAnswer;
}

/** Parses the output of {@link namesScript}. */
export function readAnswers(lines: string[]): Map<string, ContainerAnswer> {
    const answers = new Map<string, ContainerAnswer>();
    for (const line of lines) {
        const [, name, code, output = ""] = /^=(\S+) (\d+) (.*)$/.exec(line) ?? [];
        if (name !== undefined) answers.set(name, answerIn(output, code === "0"));
    }
    return answers;
}

/** Parses the output of BusyBox's nslookup. The part before `Name:` is about the resolver. */
function answerIn(output: string, isDone: boolean): ContainerAnswer {
    const [, found = ""] = output.split(/Name:/, 2);
    const addresses = [...output.slice(output.length - found.length).matchAll(/Address(?: \d+)?:\s*([\da-f.:]+)/gi)];
    if (found !== "" && addresses.length > 0) {
        return { kind: "address", addresses: [...new Set(addresses.map(([, address = ""]) => address))] };
    }
    // An answer without an address is still an answer; any other error means that no resolver behind Docker's answered.
    return isDone || output.includes("NXDOMAIN") ? { kind: "no such name" } : { kind: "silence" };
}

/** Resolves all names at the same time, as a node would, and prints each answer on a line. */
export const namesScript = `set -f
for name in "$@"; do
    { answer=$(timeout 5 nslookup "$name." 2>&1); echo "=$name $? $(echo $answer)"; } &
done
wait
`;

/** Checks whether pods will resolve the names that this machine resolves. */
export function checkNames(names: ResolvedName[]): Verdict {
    const of = (kind: ContainerAnswer["kind"]) =>
        names.filter(({ here, inContainer }) => here.length > 0 && inContainer.kind === kind).map(({ name }) => name);
    const [unknown, silent] = [of("no such name"), of("silence")];
    const nowhere = names.filter(({ here, inContainer }) => here.length === 0 && inContainer.kind !== "address");
    const found = names.map(told).join("; ");
    if (silent.length > 0) {
        return {
            state: "warning",
            found,
            consequence: `pods cannot resolve ${silent.join(", ")}: the resolvers that Docker asks do not answer`,
            next: 'name resolvers that containers reach: dns: ["10.8.0.2"] of the Cluster',
        };
    }
    if (unknown.length > 0) {
        const domains = [...new Set(unknown.map(domainOf))].map((domain) => `"${domain}": ["10.8.0.2"]`).join(", ");
        return {
            state: "warning",
            found,
            consequence: `pods cannot resolve ${unknown.join(", ")}: the resolvers that Docker asks do not know it`,
            next: `name who does: dns: { domains: { ${domains} } } of the Cluster`,
        };
    }
    return nowhere.length > 0
        ? { state: "unknown", found, next: "check the name, or connect the VPN first" }
        : ok(found);
}

function told({ name, here, inContainer }: ResolvedName): string {
    const there = inContainer.kind === "address" ? inContainer.addresses.join(", ") : inContainer.kind;
    const own = here.join(", ") || "no such name";
    return own === there ? `${name} is ${own}` : `${name} is ${own} here, and in a container ${there}`;
}

function domainOf(name: string): string {
    return name.split(".").length > 2 ? name.slice(name.indexOf(".") + 1) : name;
}
