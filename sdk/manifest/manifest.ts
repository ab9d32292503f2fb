import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/cluster-handle";
import { kubernetesOptions } from "../cluster/provider-options";
import { ArgumentError } from "../validation";
import { duplicateProblems } from "./duplicates";
import type { LocatedValue } from "./kubernetes-object";
import { isLater, readLater, readSource, toObjects } from "./load-objects";
import { checkManifestArgs, type ManifestArgs } from "./manifest-args";
import { manifestReady } from "./manifest-ready";
import { objectKey } from "./object-identity";
import type { Parsed } from "./parse-documents";
import type { PlacedObject } from "./place-objects";
import { registerObjects } from "./register-objects";

/** Where the objects of each cluster are, whichever Manifest has them. */
const seen = new WeakMap<ClusterHandle, Map<string, string>>();

/**
 * Kubernetes objects from files, a kustomization, text or the program itself, each a resource of its own: a preview
 * shows each, an update changes what has changed, and what is no longer there is deleted. It is ready when the workloads
 * among them work; what cannot work fails at once, with the pod's state, its events and its last log lines.
 *
 * CustomResourceDefinitions come before their custom resources, and namespaces before what is in them. Whatever has
 * `dependsOn` this Manifest waits until its objects are there, and its workloads available.
 *
 * An object keeps its identity when it moves to another file or Manifest, or to another version of its API.
 *
 * @example
 * const crds = new k3s.Manifest("crds", { cluster, path: "./k8s/crds" });
 * new k3s.Manifest("app", { cluster, path: "./k8s/overlays/dev" }, { dependsOn: crds });
 *
 * @throws ArgumentError for everything that is wrong without asking a cluster, with file, line and document.
 */
export class Manifest extends pulumi.ComponentResource<Record<string, pulumi.CustomResource>> {
    /**
     * The ids of the objects by `Kind/namespace/name`, such as `Deployment/shop/web` or `Namespace/shop`; for custom
     * resources by `Kind.group/namespace/name`. Known when all objects are there.
     */
    readonly objects: pulumi.Output<Record<string, string>>;

    private readonly load: () => Promise<Record<string, pulumi.CustomResource>>;

    constructor(name: string, args: ManifestArgs, options?: pulumi.ComponentResourceOptions) {
        checkManifestArgs(name, args);
        const source = readSource(args);
        const ready = isLater(source) ? undefined : acceptedObjects(name, args, source);
        // No inputs: a path of this machine has no place in the state.
        super("k3s:index:Manifest", name, {}, options);
        this.load = async () => {
            const parsed = isLater(source) ? await readLater(name, source) : source;
            const objects = registerObjects(
                ready ?? acceptedObjects(name, args, parsed),
                args.cluster,
                this,
                kubernetesOptions(args.cluster, options),
                args.force ?? false,
            );
            manifestReady(name, args, objects, this);
            return Object.fromEntries(objects.map((one) => [objectKey(one), one.resource]));
        };
        this.objects = pulumi.output(this.getData()).apply((resources) => idsOf(resources));
    }

    /** The objects as resources, by the same keys. */
    get resources(): pulumi.Output<Record<string, pulumi.CustomResource>> {
        return pulumi.output(this.getData());
    }

    /** Pulumi waits for this before whatever depends on the Manifest. */
    protected override async initialize(): Promise<Record<string, pulumi.CustomResource>> {
        // It is called from the base's constructor, before there is anything to load with.
        await Promise.resolve();
        const resources = await this.load().catch((error: unknown) => {
            throw withoutStack(error);
        });
        this.registerOutputs({ objects: idsOf(resources) });
        return resources;
    }
}

function acceptedObjects(name: string, args: ManifestArgs, parsed: Parsed<LocatedValue>): PlacedObject[] {
    const { found, problems } = toObjects(parsed, args);
    const places = seen.get(args.cluster) ?? new Map<string, string>();
    seen.set(args.cluster, places);
    const all = [...problems, ...duplicateProblems(found, places)];
    if (all.length > 0) throw new ArgumentError("Manifest", name, all);
    return found;
}

/** Of what fails when the program has come to its end, Pulumi shows the stack too. */
function withoutStack(error: unknown): unknown {
    if (error instanceof ArgumentError && !process.env.PULUMI_K3S_DEBUG) error.stack = "";
    return error;
}

function idsOf(resources: Record<string, pulumi.CustomResource>): pulumi.Output<Record<string, string>> {
    return pulumi.all(Object.fromEntries(Object.entries(resources).map(([key, { id }]) => [key, id])));
}
