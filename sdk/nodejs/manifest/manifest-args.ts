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
 * Each takes an Output, except `cluster`, `path`, `recursive`, `wait`, `waitForJobs`, `waitForLoadBalancers` and
 * `transform`, which decide which resources exist.
 *
 * With an Output as `yaml`, `namespace`, `objects`, one of the objects, or what says which object it is, the objects are
 * created once the value is known. A preview lists them where it knows the value already, and says so where it does not.
 */
export interface ManifestArgs {
    /**
     * The cluster that the objects go to.
     *
     * @change Replaces the objects.
     */
    cluster: AnyCluster;
    /**
     * Path of the objects, from where the program runs:
     *
     * - a `.yaml`, `.yml` or `.json` file, a folder of them, or a glob pattern;
     * - a folder with a kustomization (`kustomization.yaml`, `kustomization.yml` or `Kustomization`);
     * - the address of one file, `http://` or `https://`. Each run of the program fetches it, previews included, within 30
     *   seconds; an address of a fixed version keeps preview and update the same;
     * - a FileAsset in place of a file, a FileArchive in place of a folder, a StringAsset for the text of a file.
     *
     * @default none; `yaml` or `objects` is given
     * @change Nothing by itself; the objects change as their own text does. An object that moves to another file stays.
     * @example "./k8s"
     * @example "./k8s/overlays/dev"
     * @example "./k8s/*.yaml"
     * @example "https://github.com/cert-manager/cert-manager/releases/download/v1.18.2/cert-manager.crds.yaml"
     * @example new pulumi.asset.FileArchive("./k8s")
     */
    path?: string | pulumi.asset.FileAsset | pulumi.asset.StringAsset | pulumi.asset.FileArchive | undefined;
    /**
     * Whether to read the subfolders of a folder too. Goes with a folder as `path`.
     *
     * @default false
     * @change Adds or removes objects.
     */
    recursive?: boolean | undefined;
    /**
     * The objects as text: YAML or JSON, any number of documents.
     *
     * @default none; `path` or `objects` is given
     * @change Nothing by itself; the objects change as their own text does.
     * @example pulumi.interpolate`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${team} }`
     */
    yaml?: pulumi.Input<string> | undefined;
    /**
     * The objects themselves. Anything may be an Output: the whole list, an object, or a value inside. The objects wait for
     * an Output only where it decides which objects there are, or which object one is (`apiVersion`, `kind`,
     * `metadata.name` and `metadata.namespace`).
     *
     * @default none; `path` or `yaml` is given
     * @change Creates, updates and deletes the objects that changed.
     */
    objects?: pulumi.Input<pulumi.Input<KubernetesObjectArgs>[]> | undefined;
    /**
     * Namespace of the objects that need one and name none, as with `kubectl --namespace`. It is not created. For a custom
     * resource whose CustomResourceDefinition is not in the same Manifest, write the namespace into the object: nothing
     * else says whether the kind needs one.
     *
     * @default "default"
     * @change Replaces the objects that name no namespace.
     * @example shop.metadata.name // a kubernetes.core.v1.Namespace
     */
    namespace?: pulumi.Input<string> | undefined;
    /**
     * Whether to take over fields that another field manager owns and that differ here, as
     * `kubectl apply --server-side --force-conflicts` does. Otherwise such a conflict is an error that names the object,
     * the fields and the other manager.
     *
     * @default false
     * @change Updates the objects in place, because it is an annotation of each.
     */
    force?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to wait until the workloads among the objects work: Deployments, StatefulSets, DaemonSets, ReplicaSets and
     * Pods, and volume claims. With `false`, the Manifest is ready as soon as its objects exist. An object with an annotation
     * `pulumi.com/waitFor` or `pulumi.com/skipAwait` of its own is left to the Kubernetes provider.
     *
     * @default true
     * @change Waits, or does not, from then on.
     */
    wait?: boolean | undefined;
    /**
     * Whether to wait until Jobs have completed too.
     *
     * @default false
     * @change Waits, or does not, from then on.
     */
    waitForJobs?: boolean | undefined;
    /**
     * Whether to wait until Services of type LoadBalancer have an address too. The addresses come from K3s's `servicelb`.
     *
     * @default false
     * @change Waits, or does not, from then on.
     */
    waitForLoadBalancers?: boolean | undefined;
    /**
     * How long to wait until the workloads work, in seconds. A terminal failure is an error long before.
     *
     * @default 300
     * @change Changes no resource.
     * @example 900
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts each object: a function that gets the object as it was read and returns it, or changes it in place and
     * returns nothing.
     *
     * @default none
     * @change The objects change as the result does.
     * @example (object) => (object.kind === "Deployment" ? { ...object, spec: withSidecar(object.spec) } : object)
     */
    transform?: TransformFunction<KubernetesObject> | undefined;
}

/** The rule of `objects`. */
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
        : [{ path: "path", message: `"${shownUrl(path)}" is not an address that can be fetched` }];
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
