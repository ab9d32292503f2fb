import { join } from "node:path";
import * as fc from "fast-check";
import { declarationOf } from "../../../docs/generator/declarations";
import { ArgumentError, type Cluster } from "../../../sdk/nodejs";
import { checkAgentPoolArgs } from "../../../sdk/nodejs/agents/agent-pool-args";
import { checkClusterArgs } from "../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { checkServiceEndpointArgs } from "../../../sdk/nodejs/endpoint/service-endpoint-args";
import { checkHelmReleaseArgs } from "../../../sdk/nodejs/helm/helm-release-rules";
import { checkHostServiceArgs } from "../../../sdk/nodejs/host-service/host-service-args";
import { checkManifestArgs } from "../../../sdk/nodejs/manifest/manifest-args";
import { propertyRuns } from "../../support/property-runs";
import { unhandledIn } from "../inputs/walk/unhandled";
import { mistakes, nearlyValid } from "./nearly-valid";
import { choices, withSomeOutputs } from "./some-outputs";

const sdk = join(__dirname, "../../../sdk/nodejs");
const cluster = { name: "dev", core: {} } as unknown as Cluster;

/** A HostService is not for production, which is what a cluster without nodes is. */
function inDocker<Args extends { cluster: unknown }>(check: (name: string, args: Args) => void) {
    return (name: string, args: Args) =>
        check(name, args.cluster === cluster ? { ...args, cluster: { name: "dev", core: { nodes: {} } } } : args);
}

const components = [
    { name: "Cluster", file: "cluster/arguments/cluster-args", check: checkClusterArgs },
    { name: "AgentPool", file: "agents/agent-pool-args", check: checkAgentPoolArgs },
    { name: "HelmRelease", file: "helm/helm-release-args", check: checkHelmReleaseArgs },
    { name: "HostService", file: "host-service/host-service-args", check: inDocker(checkHostServiceArgs) },
    { name: "Manifest", file: "manifest/manifest-args", check: checkManifestArgs },
    { name: "ServiceEndpoint", file: "endpoint/service-endpoint-args", check: checkServiceEndpointArgs },
] as { name: string; file: string; check: (name: string, args: never) => void }[];

const values = fc.oneof(fc.constant(cluster), mistakes);
const names = fc.oneof(fc.constantFrom("dev", "endpoint", "constructor"), fc.string({ maxLength: 70 }));
const runs = { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns };

/** What an Output turns out to be may be refused later, and by nobody but these checks. */
async function withoutFailures(check: () => void): Promise<void> {
    const failures = await unhandledIn(check);
    expect(failures.filter((error) => !(error instanceof ArgumentError))).toEqual([]);
}

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

    it("they are taken, or each problem is told with its place", async () => {
        await withoutFailures(() =>
            fc.assert(
                fc.property(
                    names,
                    fc.dictionary(keys, values, { maxKeys: 6 }),
                    fc.boolean(),
                    (called, given, isWhole) => {
                        isTaken(
                            called,
                            isWhole ? { cluster, service: "web", port: 80, chart: "./chart", ...given } : given,
                        );
                    },
                ),
                runs,
            ),
        );
    });

    it("so are those that are right but for a value somewhere", async () => {
        const found = { taken: 0, refused: 0 };
        await withoutFailures(() =>
            fc.assert(
                fc.property(nearly, choices, fc.boolean(), (given, choose, isPreview) => {
                    const some = withSomeOutputs(`${name}Args`, given, choose, isPreview);
                    const args = name === "Cluster" ? some : { cluster, ...some };
                    found[isTaken("web", args) ? "taken" : "refused"]++;
                }),
                { ...propertyRuns, numRuns: 2 * propertyRuns.numRuns },
            ),
        );
        // Else one of both is not tried.
        for (const count of Object.values(found)) expect(count).toBeGreaterThan(propertyRuns.numRuns / 20);
    });
});
