import { join } from "node:path";
import * as fc from "fast-check";
import { declarationOf } from "../../../docs/generator/declarations";
import { ArgumentError, type Cluster } from "../../../sdk";
import { checkAgentPoolArgs } from "../../../sdk/agents/agent-pool-args";
import { checkClusterArgs } from "../../../sdk/cluster/cluster-rules";
import { checkServiceEndpointArgs } from "../../../sdk/endpoint/service-endpoint-args";
import { checkHelmReleaseArgs } from "../../../sdk/helm/helm-release-args";
import { checkManifestArgs } from "../../../sdk/manifest/manifest-args";
import { propertyRuns } from "../../support/property-runs";
import { mistakes, nearlyValid } from "./nearly-valid";

const sdk = join(__dirname, "../../../sdk");
const cluster = { name: "dev", core: {} } as unknown as Cluster;

const components = [
    { name: "Cluster", file: "cluster/cluster-args", check: checkClusterArgs },
    { name: "AgentPool", file: "agents/agent-pool-args", check: checkAgentPoolArgs },
    { name: "HelmRelease", file: "helm/helm-release-args", check: checkHelmReleaseArgs },
    { name: "Manifest", file: "manifest/manifest-args", check: checkManifestArgs },
    { name: "ServiceEndpoint", file: "endpoint/service-endpoint-args", check: checkServiceEndpointArgs },
] as { name: string; file: string; check: (name: string, args: never) => void }[];

const values = fc.oneof(fc.constant(cluster), mistakes);
const names = fc.oneof(fc.constantFrom("dev", "endpoint", "constructor"), fc.string({ maxLength: 70 }));
const runs = { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns };

describe.each(components)("whatever the arguments of $name are", ({ name, file, check }) => {
    const known = declarationOf(join(sdk, `${file}.ts`), `${name}Args`).properties.map((its) => its.name);
    const nodes = name === "AgentPool" ? ["labels", "taints", "memory", "cpus", "volumes", "ports", "extraArgs"] : [];
    const keys = fc.oneof(fc.constantFrom(...known, ...nodes), fc.string({ maxLength: 10 }));
    const nearly = fc.oneof(nearlyValid(10)[name] ?? fc.constant({}), nearlyValid(200)[name] ?? fc.constant({}));

    /** Whether they are taken. */
    function isTaken(called: string, args: object): boolean {
        try {
            check(called, args as never);
            return true;
        } catch (error) {
            expect(error).toBeInstanceOf(ArgumentError);
            const { problems } = error as ArgumentError;
            for (const { path, message } of problems) expect(`${path}: ${message}`).toMatch(/.+: [^]+/);
            expect(problems.length).toBeGreaterThan(0);
            return false;
        }
    }

    it("they are taken, or each problem is told with its place", () => {
        fc.assert(
            fc.property(names, fc.dictionary(keys, values, { maxKeys: 6 }), fc.boolean(), (called, given, isWhole) => {
                isTaken(called, isWhole ? { cluster, service: "web", port: 80, chart: "./chart", ...given } : given);
            }),
            runs,
        );
    });

    it("so are those that are right but for a value somewhere", () => {
        const found = { taken: 0, refused: 0 };
        fc.assert(
            fc.property(nearly, (given) => {
                const args = name === "Cluster" ? given : { cluster, ...given };
                found[isTaken("web", args) ? "taken" : "refused"]++;
            }),
            { ...propertyRuns, numRuns: 2 * propertyRuns.numRuns },
        );
        // Else one of both is not tried.
        for (const count of Object.values(found)) expect(count).toBeGreaterThan(propertyRuns.numRuns / 20);
    });
});
