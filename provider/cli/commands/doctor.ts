import { styleText } from "node:util";
import { clusterDefaults, k3sImage } from "../../../shared/cluster-defaults";
import { type Command, type Given, print, printJson } from "../command";
import { type State } from "../doctor/check";
import { allChecks } from "../doctor/checks";
import { type Asked, gatherFacts } from "../doctor/doctor-facts";
import { exitCode, type Paint, report } from "../doctor/report";
import { requirements } from "../doctor/requirements";
import { UsageError } from "../../usage-error";

const description = `
Check what a local cluster needs before pulumi up: the Docker engine and its machine, networks, the node image and the
certificate of its registry, proxies, ports, the Pulumi CLI, Node.js. Nothing is created or changed; no stack is needed,
and none is read. With --resolve, a container of the node image resolves names beside this machine; it and its network
are removed afterwards.

Each check prints a line: ok; warning, if something may not work; problem, if pulumi up will fail; unknown, if it cannot
be checked from here. The lines below it say what follows and what to do next.
`;

const colors = { ok: "green", warning: "yellow", problem: "red", unknown: "gray" } as const satisfies Record<
    State,
    string
>;

/** Colours a text, but only on a terminal and without NO_COLOR. */
const paint: Paint = (state, text) => styleText(colors[state], text, { stream: process.stdout });

export const doctor: Command = {
    name: "doctor",
    summary: "Check what a local cluster needs, before pulumi up",
    description,
    takesNothing: true,
    options: {
        "docker-host": {
            type: "string",
            value: "address",
            summary: "Docker daemon, as in DOCKER_HOST; by default the one that the docker command uses",
        },
        image: {
            type: "string",
            value: "reference",
            default: k3sImage(),
            summary: "Node image; the configuration k3s:image is not read",
        },
        resolve: {
            type: "string",
            value: "names",
            summary: "Names, separated by commas, that pods are to resolve: asked here and in a container",
        },
        json: { type: "boolean", summary: "Print a JSON list of check, state, found, consequence, next" },
    },
    exitCodes: "0 nothing will fail, 1 something will fail, 2 wrong arguments.",
    run: async (given) => {
        const { dockerHost, image, names, json } = readDoctor(given);
        const wanted = { ...clusterDefaults, image };
        const checks = allChecks(await gatherFacts({ dockerHost, image, names }), wanted, requirements);
        if (json) printJson(checks.map((check) => ({ ...nothingMore, ...check })));
        else print(report(checks, paint));
        return exitCode(checks);
    },
};

/** Defaults that give each check in the JSON the same fields. */
const nothingMore = { check: "", state: "", found: "", consequence: null, next: null };

export function readDoctor({ options }: Given): Asked & { names: string[]; json: boolean } {
    const { "docker-host": dockerHost, image, resolve, json } = options;
    const names = typeof resolve === "string" ? resolve.split(",").map((name) => name.trim().replace(/\.$/, "")) : [];
    const wrong = names.find((name) => !/^[a-z0-9_]([a-z0-9_.-]{0,252})$/i.test(name));
    if (wrong !== undefined) throw new UsageError(`--resolve has "${wrong}", which is no name`);
    return { dockerHost: dockerHost as string | undefined, image: image as string, names, json: json === true };
}
