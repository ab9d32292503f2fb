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
 * Each accepts an Output, except `cluster`, `path`, `recursive`, `wait`, `waitForJobs`, `waitForLoadBalancers` and
 * `transform`, which decide which resources exist.
 *
 * If `yaml`, `namespace`, `objects`, one of the objects, or a field that identifies an object is an Output, the objects
 * are created when the value is known. A preview lists them if it knows the value, and says so if it does not.
 */
export interface ManifestArgs {
    /**
     * The cluster in which the objects are created.
     *
     * @change Replaces the objects.
     */
    cluster: AnyCluster;
    /**
     * Path of the objects, relative to the folder in which the program runs:
     *
     * - a `.yaml`, `.yml` or `.json` file, a folder of them, or a glob pattern;
     * - a folder with a kustomization (`kustomization.yaml`, `kustomization.yml` or `Kustomization`);
     * - the URL of one file, `http://` or `https://`. Each run of the program downloads it, including previews, within
     *   30 seconds; a URL of a fixed version gives preview and update the same content;
     * - a FileAsset in place of a file, a FileArchive in place of a folder, a StringAsset with the text of a file.
     *
     * @default none; then `yaml` or `objects` is given
     * @change Nothing by itself; the objects change if their text does. An object that moves to another file stays.
     * @example "./k8s"
     * @example "./k8s/overlays/dev"
     * @example "./k8s/*.yaml"
     * @example "https://github.com/cert-manager/cert-manager/releases/download/v1.18.2/cert-manager.crds.yaml"
     * @example new pulumi.asset.FileArchive("./k8s")
     */
    path?: string | pulumi.asset.FileAsset | pulumi.asset.StringAsset | pulumi.asset.FileArchive | undefined;
    /**
     * Whether to read subfolders too. Requires a folder as `path`.
     *
     * @default false
     * @change Adds or removes objects.
     */
    recursive?: boolean | undefined;
    /**
     * The objects as text: YAML or JSON, any number of documents.
     *
     * @default none; then `path` or `objects` is given
     * @change Nothing by itself; the objects change if their text does.
     * @example pulumi.interpolate`apiVersion: v1\nkind: Namespace\nmetadata: { name: ${team} }`
     */
    yaml?: pulumi.Input<string> | undefined;
    /**
     * The objects themselves. Everything in them can be an Output: the whole list, an object, or a value inside. The
     * objects wait for an Output only if it decides which objects there are, or identifies one (`apiVersion`, `kind`,
     * `metadata.name` and `metadata.namespace`).
     *
     * @default none; then `path` or `yaml` is given
     * @change Creates, updates and deletes the objects that changed.
     */
    objects?: pulumi.Input<pulumi.Input<KubernetesObjectArgs>[]> | undefined;
    /**
     * Namespace of the objects that need one and name none, as with `kubectl --namespace`. It is not created. For a
     * custom resource whose CustomResourceDefinition is not in the same Manifest, write the namespace into the object,
     * because nothing else says whether the kind needs one.
     *
     * @default "default"
     * @change Replaces the objects that name no namespace.
     * @example shop.metadata.name // a kubernetes.core.v1.Namespace
     */
    namespace?: pulumi.Input<string> | undefined;
    /**
     * Whether to take over fields that another field manager owns and that have other values here, as
     * `kubectl apply --server-side --force-conflicts` does. Otherwise such a conflict is an error that names the
     * object, the fields and the other manager.
     *
     * @default false
     * @change Updates the objects in place, because it is an annotation of each object.
     */
    force?: pulumi.Input<boolean> | undefined;
    /**
     * Whether to wait until the workloads among the objects are available: Deployments, StatefulSets, DaemonSets,
     * ReplicaSets and Pods, and volume claims. With `false`, the Manifest is ready when its objects exist. If an object
     * has an annotation `pulumi.com/waitFor` or `pulumi.com/skipAwait` of its own, the Kubernetes provider waits for it
     * as that says.
     *
     * @default true
     * @change Applies from the next `pulumi up` on.
     */
    wait?: boolean | undefined;
    /**
     * Whether to wait until Jobs have completed as well.
     *
     * @default false
     * @change Applies from the next `pulumi up` on.
     */
    waitForJobs?: boolean | undefined;
    /**
     * Whether to wait until Services of type LoadBalancer have an address as well. The addresses come from K3s's
     * `servicelb`.
     *
     * @default false
     * @change Applies from the next `pulumi up` on.
     */
    waitForLoadBalancers?: boolean | undefined;
    /**
     * How long to wait until the workloads are available, in seconds. A terminal failure is an error long before that.
     *
     * @default 300
     * @change Changes no resource.
     * @example 900
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts each object: a function that receives the object as it was read and returns it, or changes it in place
     * and returns nothing.
     *
     * @default none
     * @change The objects change if the function's result does.
     * @example (object) => (object.kind === "Deployment" ? { ...object, spec: withSidecar(object.spec) } : object)
     */
    transform?: TransformFunction<KubernetesObject> | undefined;
}

/** The rule of `objects`. */
export const objectList = rule("a list of objects", Array.isArray);

const sources = ["path", "yaml", "objects"] as const;

/**
 * Checks the arguments and throws if they cannot work, before anything is read. Outputs are checked as soon as they are
 * known.
 */
export function checkManifestArgs(name: string, args: ManifestArgs): ManifestArgs {
    return checkArguments<ManifestArgs>(
        "Manifest",
        name,
        args,
        {
            cluster: plain(clusterRule),
            path: optional(plain(orAsset(nonBlank, "FileAsset", "StringAsset", "FileArchive"))),
            recursive: optional(plain(boolean)),
            // An Output without a value is not a source.
            yaml: (value, path, defer) => (value === undefined ? [] : nonBlank(value, path, defer)),
            // An Output is checked when it is read, because parts of it may be unknown.
            objects: optional((value, path) => (isDeferred(value) ? [] : objectList(value, path))),
            namespace: optional(dnsLabel),
            force: optional(boolean),
            wait: optional(plain(boolean)),
            waitForJobs: optional(plain(boolean)),
            waitForLoadBalancers: optional(plain(boolean)),
            timeoutSeconds: optional(seconds),
            transform: optional(plain(func)),
        },
        // The arguments that they check are plain values.
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
