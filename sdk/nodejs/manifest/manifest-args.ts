import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster, clusterRule } from "../cluster/cluster-core";
import type { TransformFunction } from "../cluster/transform";
import {
    boolean,
    checkArguments,
    dnsLabel,
    func,
    isDeferred,
    nonBlank,
    optional,
    plain,
    type Problem,
    relation,
    rule,
    seconds,
} from "../validation";
import { assetKind, orAsset } from "../assets";
import { isUrl, shownUrl } from "./fetch-manifest";
import type { KubernetesObject, KubernetesObjectArgs } from "./kubernetes-object";

/**
 * The arguments of a {@link Manifest}: the cluster, and exactly one of `path`, `yaml` and `objects`.
 *
 * With an Output as `yaml`, `namespace`, `objects`, one of the objects, or what says which object it is, the objects are
 * made once it is known. A preview lists them where it knows it already, and says so where it does not. Of a secret the
 * content of the objects is secret; their kinds, names and namespaces are in the names of resources, which are not.
 */
export interface ManifestArgs {
    /** The cluster that the objects go to. */
    cluster: AnyCluster;
    /**
     * Where the objects are, from where the program runs: a `.yaml`, `.yml` or `.json` file, a folder of them, a folder
     * with a kustomization (`kustomization.yaml`, `kustomization.yml` or `Kustomization`), or a glob pattern. Or the
     * address of one file, `http://` or `https://`, fetched in each run of the program, previews included, within 30
     * seconds; one of a fixed version keeps what was previewed and what is applied the same. A FileAsset is such a file, a
     * FileArchive such a folder, and a StringAsset the text of a file. Not an Output.
     *
     * Moving an object to another file or folder changes nothing in the cluster.
     *
     * @example "./k8s"
     * @example "./k8s/overlays/dev"
     * @example "./k8s/*.yaml"
     * @example "https://github.com/cert-manager/cert-manager/releases/download/v1.18.2/cert-manager.crds.yaml"
     * @example new pulumi.asset.FileArchive("./k8s")
     */
    path?: string | pulumi.asset.FileAsset | pulumi.asset.StringAsset | pulumi.asset.FileArchive | undefined;
    /** With a folder as `path`: its subfolders too. Default: `false`. */
    recursive?: boolean | undefined;
    /**
     * The objects as text: YAML or JSON, any number of documents.
     *
     * @example pulumi.interpolate`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${team} }`
     */
    yaml?: pulumi.Input<string> | undefined;
    /**
     * The objects themselves. Anything may be an Output: the whole list, an object, or what is inside. Only where one
     * decides which objects there are, or says what an object is (`apiVersion`, `kind`, `metadata.name` and
     * `metadata.namespace`), do the objects wait for it.
     */
    objects?: pulumi.Input<pulumi.Input<KubernetesObjectArgs>[]> | undefined;
    /**
     * The namespace of the objects that need one and name none, as with `kubectl --namespace`. It is not created.
     * A change replaces these objects. Default: `default`.
     *
     * @example namespace: shop.metadata.name // a kubernetes.core.v1.Namespace
     */
    namespace?: pulumi.Input<string> | undefined;
    /**
     * Takes over fields that another field manager owns and that differ here, as
     * `kubectl apply --server-side --force-conflicts` does; else such a conflict is an error that names the object, the
     * fields and the other manager. A change updates the objects in place: it is an annotation of each. Default: `false`.
     */
    force?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to wait until the workloads among the objects work: Deployments, StatefulSets, DaemonSets, ReplicaSets and
     * Pods, and volume claims. Default: `true`. With `false` the resource is there as soon as its objects are. Not an
     * Output, and neither are the two below: they decide which resources there are.
     *
     * An object with an annotation `pulumi.com/waitFor` or `pulumi.com/skipAwait` of its own is left to that.
     */
    wait?: boolean | undefined;
    /** Whether to wait until Jobs have completed too. Default: `false`. */
    waitForJobs?: boolean | undefined;
    /** Whether to wait until Services of type LoadBalancer have an address too. Default: `false`. */
    waitForLoadBalancers?: boolean | undefined;
    /**
     * How long to wait until the workloads work, in seconds. What cannot work fails long before. Default: 300.
     *
     * @example 900
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts each object: it gets the object as it was read, and returns it as it is to be, or changes it where it is and
     * returns nothing. Default: none.
     *
     * @example transform: (object) => (object.kind === "Deployment" ? { ...object, spec: withSidecar(object.spec) } : object)
     */
    transform?: TransformFunction<KubernetesObject> | undefined;
}

/** What `objects` have to be. */
export const objectList = rule("a list of objects", Array.isArray);

const sources = ["path", "yaml", "objects"] as const;

/** Refuses arguments that cannot work, before anything is read; Outputs as soon as they are known. */
export function checkManifestArgs(name: string, args: ManifestArgs): ManifestArgs {
    return checkArguments<ManifestArgs>(
        "Manifest",
        name,
        args,
        {
            cluster: plain(clusterRule),
            path: optional(plain(orAsset(nonBlank, "FileAsset", "StringAsset", "FileArchive"))),
            recursive: optional(plain(boolean)),
            // An Output that turns out to be nothing is no source.
            yaml: (value, path, defer) => (value === undefined ? [] : nonBlank(value, path, defer)),
            // An Output is looked at when it is read: parts of it may be unknown.
            objects: optional((value, path) => (isDeferred(value) ? [] : objectList(value, path))),
            namespace: optional(dnsLabel),
            force: optional(boolean),
            wait: optional(plain(boolean)),
            waitForJobs: optional(plain(boolean)),
            waitForLoadBalancers: optional(plain(boolean)),
            timeoutSeconds: optional(seconds),
            transform: optional(plain(func)),
        },
        // What they look at is plain.
        () => [relation({}, () => [...sourceProblems(args), ...waitProblems(args)])],
    );
}

function sourceProblems(args: ManifestArgs): Problem[] {
    const given = sources.filter((source) => args[source] !== undefined);
    const one = "must be exactly one of path, yaml and objects";
    if (given.length !== 1)
        return [{ path: "The source of the objects", message: `${one}, but is ${given.join(" and ") || "missing"}` }];
    const { path, recursive } = args;
    if (recursive && path === undefined) return [{ path: "recursive", message: "only goes with a path" }];
    return typeof path === "string" ? textProblems(path, recursive) : assetProblems(path, recursive);
}

function textProblems(path: string, recursive: boolean | undefined): Problem[] {
    if (!isUrl(path)) return [];
    if (recursive) return [{ path: "recursive", message: "goes with a folder, but path is the address of one file" }];
    return URL.canParse(path)
        ? []
        : [{ path: "path", message: `"${shownUrl(path)}" is no address that can be fetched` }];
}

function assetProblems(path: unknown, recursive: boolean | undefined): Problem[] {
    const kind = assetKind(path);
    if (!recursive || kind === "FileArchive") return [];
    return [{ path: "recursive", message: `goes with a folder, but path is a ${String(kind)}` }];
}

function waitProblems({ wait, waitForJobs, waitForLoadBalancers }: ManifestArgs): Problem[] {
    if (wait !== false) return [];
    return Object.entries({ waitForJobs, waitForLoadBalancers })
        .filter(([, value]) => value === true)
        .map(([path]) => ({ path, message: "does not go with wait: false" }));
}
