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

const sdk = join(__dirname, "../../../sdk");
const cluster = { name: "dev", access: {}, provider: {} } as unknown as Cluster;

const components = [
    { name: "Cluster", file: "cluster/cluster-args", check: checkClusterArgs },
    { name: "AgentPool", file: "agents/agent-pool-args", check: checkAgentPoolArgs },
    { name: "HelmRelease", file: "helm/helm-release-args", check: checkHelmReleaseArgs },
    { name: "Manifest", file: "manifest/manifest-args", check: checkManifestArgs },
    { name: "ServiceEndpoint", file: "endpoint/service-endpoint-args", check: checkServiceEndpointArgs },
] as { name: string; file: string; check: (name: string, args: never) => void }[];

/** What a program may give by mistake, and what goes with other arguments. */
const values = fc.oneof(
    fc.constantFrom(
        cluster,
        undefined,
        null,
        NaN,
        "",
        " ",
        "a b",
        -1,
        0,
        1,
        65_536,
        1.5,
        true,
        {},
        [],
        [null],
        () => 1,
    ),
    fc.constantFrom(
        "10.42.0.0/16",
        "10.42.0.1/16",
        "v1.36.0-k3s1",
        "512Mi",
        "node",
        "api",
        "UDP",
        "./chart",
        "oci://x",
    ),
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.integer(),
    fc.array(fc.anything(), { maxLength: 3 }),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);
const names = fc.oneof(fc.constantFrom("dev", "endpoint"), fc.string({ maxLength: 70 }));

describe.each(components)("whatever the arguments of $name are", ({ name, file, check }) => {
    const known = declarationOf(join(sdk, `${file}.ts`), `${name}Args`).properties.map((its) => its.name);
    const nodes = name === "AgentPool" ? ["labels", "taints", "memory", "cpus", "volumes", "ports", "extraArgs"] : [];
    const keys = fc.oneof(fc.constantFrom(...known, ...nodes), fc.string({ maxLength: 10 }));

    it("they are taken, or each problem is told with its place", () => {
        fc.assert(
            fc.property(names, fc.dictionary(keys, values, { maxKeys: 6 }), fc.boolean(), (called, given, isWhole) => {
                const args = isWhole ? { cluster, service: "web", port: 80, chart: "./chart", ...given } : given;
                try {
                    check(called, args as never);
                } catch (error) {
                    expect(error).toBeInstanceOf(ArgumentError);
                    const { problems } = error as ArgumentError;
                    for (const { path, message } of problems) expect(`${path}: ${message}`).toMatch(/.+: [^]+/);
                    expect(problems.length).toBeGreaterThan(0);
                }
            }),
            { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
        );
    });
});
