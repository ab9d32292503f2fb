import { type InputsOf, type LifecycleName, lifecycles, type OutputsOf } from "../../../provider/lifecycles";
import { computedOutputs } from "../../../provider/shims/computed-outputs";

/** The outputs that a resource has whatever its inputs. */
type ComputedKeys<Inputs, Outputs> = {
    [Key in keyof Outputs]-?: undefined extends Outputs[Key]
        ? never
        : Key extends keyof Inputs
          ? undefined extends Inputs[Key]
              ? Key
              : never
          : Key;
}[keyof Outputs];

type Computed<Name extends LifecycleName> = Record<
    ComputedKeys<InputsOf<Name>, OutputsOf<Name>> & string,
    "plain" | "secret"
>;

/** A new output that is missing here does not compile. */
const expected: { [Name in LifecycleName]: Computed<Name> } = {
    "v1.Target": {},
    "v1.Daemon": {
        daemonId: "plain",
        engine: "plain",
        owner: "plain",
        publishedHost: "plain",
        publishedAddress: "plain",
    },
    "v1.Network": { subnets: "plain" },
    "v1.Identity": { clusterId: "plain", token: "secret", agentToken: "secret" },
    "v1.HostPort": { port: "plain" },
    "v1.NodeIdentity": { password: "secret" },
    "v1.Kubeconfig": {
        kubeconfig: "secret",
        containerKubeconfig: "secret",
        agentToken: "secret",
        authorityFingerprint: "plain",
    },
    "v1.KubeconfigFiles": {},
    "v1.KubeconfigMerge": { replaced: "secret", madeFile: "plain" },
    "v1.KubeconfigVolume": { volume: "plain" },
    "v1.NodeImages": { imageIds: "plain" },
    "v1.ClusterReady": { kubernetesVersion: "plain", startedAt: "plain", revivedAt: "plain" },
    "v1.NodesReady": { startedAt: "plain" },
    "v1.NodeMember": {},
    "v1.NodeScheduling": {},
    "v1.ManifestReady": {},
    "v1.WorkloadsReady": {},
    "v1.EndpointTarget": { clusterIp: "plain", servicePort: "plain" },
    "v1.EndpointReady": {},
    "v1.Forward": {},
    "v1.ProductionCluster": { clusterId: "plain", owner: "plain" },
    "v1.ProductionReady": { kubernetesVersion: "plain" },
    "v1.SharedCluster": { owner: "plain", engine: "plain", publishedHost: "plain", publishedAddress: "plain" },
    "v1.SharedClusterReady": { kubernetesVersion: "plain" },
    "v1.SharedRelease": {},
    "v1.PublishedAddress": { host: "plain", hostPort: "plain", scheme: "plain", path: "plain" },
    "v1.ContainerPresence": {},
    "v1.RegistryReady": {},
};

const sorted = (names: string[]) => [...names].sort();

describe("the outputs that are no inputs", () => {
    it.each(Object.keys(lifecycles) as LifecycleName[])("of %s are listed, secrets as secrets", (name) => {
        const { plain = [], secret = [] } = computedOutputs[name] ?? {};
        const marks = Object.entries(expected[name] as Record<string, string>);
        const marked = (mark: string) => marks.filter(([, its]) => its === mark).map(([key]) => key);
        expect(sorted(plain)).toEqual(sorted(marked("plain")));
        expect(sorted(secret)).toEqual(sorted(marked("secret")));
    });

    it.each(["kubeconfig", "containerKubeconfig", "token", "agentToken", "password"])("%s is never plain", (key) => {
        const listed = Object.values(computedOutputs);
        expect(listed.some(({ secret = [] }) => secret.includes(key))).toBe(true);
        expect(listed.some(({ plain = [] }) => plain.includes(key))).toBe(false);
    });
});
