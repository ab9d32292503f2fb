import type { ClusterHandle } from "../cluster/cluster-handle";
import type { Transform } from "../cluster/transform";
import {
    boolean,
    checkArguments,
    dnsLabel,
    func,
    nonBlank,
    optional,
    type Problem,
    rule,
    seconds,
} from "../validation";
import { isUrl, shownUrl } from "./fetch-manifest";
import type { KubernetesObject } from "./kubernetes-object";

/** The arguments of a {@link Manifest}: the cluster, and exactly one of `path`, `yaml` and `objects`. */
export interface ManifestArgs {
    /** The cluster that the objects go to. */
    cluster: ClusterHandle;
    /**
     * Where the objects are, from where the program runs: a `.yaml`, `.yml` or `.json` file, a folder of them, a folder
     * with a kustomization (`kustomization.yaml`, `kustomization.yml` or `Kustomization`), or a glob pattern. Or the
     * address of one file, `http://` or `https://`, fetched in each run of the program, previews included, within 30
     * seconds; one of a fixed version keeps what was previewed and what is applied the same.
     *
     * Moving an object to another file or folder changes nothing in the cluster.
     *
     * @example "./k8s"
     * @example "./k8s/overlays/dev"
     * @example "./k8s/*.yaml"
     * @example "https://github.com/cert-manager/cert-manager/releases/download/v1.18.2/cert-manager.crds.yaml"
     */
    path?: string;
    /** With a folder as `path`: its subfolders too. Default: `false`. */
    recursive?: boolean;
    /** The objects as text: YAML or JSON, any number of documents. */
    yaml?: string;
    /**
     * The objects themselves. Values inside may be Outputs, but not `apiVersion`, `kind`, `metadata.name` and
     * `metadata.namespace`, which say what the object is.
     */
    objects?: KubernetesObject[];
    /**
     * The namespace of the objects that need one and name none, as with `kubectl --namespace`. It is not created.
     * A change replaces these objects. Default: `default`.
     */
    namespace?: string;
    /**
     * Takes over fields that another field manager owns and that differ here, as
     * `kubectl apply --server-side --force-conflicts` does; else such a conflict is an error that names the object, the
     * fields and the other manager. A change updates the objects in place: it is an annotation of each. Default: `false`.
     */
    force?: boolean;
    /**
     * Whether to wait until the workloads among the objects work: Deployments, StatefulSets, DaemonSets, ReplicaSets and
     * Pods, and volume claims. Default: `true`. With `false` the resource is there as soon as its objects are.
     *
     * An object with an annotation `pulumi.com/waitFor` or `pulumi.com/skipAwait` of its own is left to that.
     */
    wait?: boolean;
    /** Whether to wait until Jobs have completed too. Default: `false`. */
    waitForJobs?: boolean;
    /** Whether to wait until Services of type LoadBalancer have an address too. Default: `false`. */
    waitForLoadBalancers?: boolean;
    /**
     * How long to wait until the workloads work, in seconds. What cannot work fails long before. Default: 300.
     *
     * @example 900
     */
    timeoutSeconds?: number;
    /**
     * Adjusts each object: it gets the object as it was read, and returns it as it is to be. Default: none.
     *
     * @example transform: (object) => (object.kind === "Deployment" ? { ...object, spec: withSidecar(object.spec) } : object)
     */
    transform?: Transform<KubernetesObject>;
}

const sources = ["path", "yaml", "objects"] as const;

/** Refuses arguments that cannot work, before anything is read. */
export function checkManifestArgs(name: string, args: ManifestArgs): void {
    checkArguments<ManifestArgs>(
        "Manifest",
        name,
        args,
        {
            cluster: rule("a Cluster", isCluster),
            path: optional(nonBlank),
            recursive: optional(boolean),
            yaml: optional(nonBlank),
            objects: optional(rule("a list of objects", Array.isArray)),
            namespace: optional(dnsLabel),
            force: optional(boolean),
            wait: optional(boolean),
            waitForJobs: optional(boolean),
            waitForLoadBalancers: optional(boolean),
            timeoutSeconds: optional(seconds),
            transform: optional(func),
        },
        () => [...relationProblems(args), ...waitProblems(args)],
    );
}

function relationProblems(args: ManifestArgs): Problem[] {
    const given = sources.filter((source) => args[source] !== undefined);
    const one = "must be exactly one of path, yaml and objects";
    if (given.length !== 1)
        return [{ path: "The source of the objects", message: `${one}, but is ${given.join(" and ") || "missing"}` }];
    const { path, recursive } = args;
    if (recursive && path === undefined) return [{ path: "recursive", message: "only goes with a path" }];
    if (path === undefined || !isUrl(path)) return [];
    if (recursive) return [{ path: "recursive", message: "goes with a folder, but path is the address of one file" }];
    return URL.canParse(path)
        ? []
        : [{ path: "path", message: `"${shownUrl(path)}" is no address that can be fetched` }];
}

function waitProblems({ wait, waitForJobs, waitForLoadBalancers }: ManifestArgs): Problem[] {
    if (wait !== false) return [];
    return Object.entries({ waitForJobs, waitForLoadBalancers })
        .filter(([, value]) => value === true)
        .map(([path]) => ({ path, message: "does not go with wait: false" }));
}

function isCluster(value: unknown): boolean {
    return typeof value === "object" && value !== null && "provider" in value && "access" in value;
}
