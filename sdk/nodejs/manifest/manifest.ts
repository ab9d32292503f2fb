import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../validation";
import { acceptedObjects } from "./accepted-objects";
import { type CreatedObjects, createObjects } from "./create-objects";
import { checkManifestArgs, type ManifestArgs } from "./manifest-args";
import { isLater, readSource } from "./read-source";

/** What makes an Output one whose value is not known, whatever it is of. */
const unknown = pulumi.unknown as unknown as never;

/**
 * Kubernetes objects from files, a kustomization, text or the program itself, each a resource of its own: a preview
 * shows each, an update changes what has changed, and what is no longer there is deleted. It is ready when the workloads
 * among them work; what cannot work fails at once, with the pod's state, its events and its last log lines.
 *
 * CustomResourceDefinitions come before their custom resources, namespaces before what is in them, and webhook configurations
 * last, when the workloads are available; all are deleted in the opposite order. What uses an output of the Manifest, or has it
 * in `dependsOn`, comes after its objects are there and its workloads available.
 *
 * An object keeps its identity when it moves to another file or Manifest, or to another version of its API.
 *
 * @example
 * const shop = new k3s.Manifest("shop", { cluster, namespace: "shop", path: "./k8s/overlays/dev" });
 * new k3s.ServiceEndpoint("web", { cluster, namespace: shop.namespace, service: "web", port: "http" });
 *
 * @throws ArgumentError for everything that is wrong without asking a cluster, with file, line and document.
 */
export class Manifest extends pulumi.ComponentResource<Record<string, pulumi.CustomResource>> {
    /**
     * The ids of the objects by `Kind/namespace/name`, such as `Deployment/shop/web` or `Namespace/shop`; for custom
     * resources by `Kind.group/namespace/name`. Known when all objects are there, and the workloads among them work.
     */
    readonly objects: pulumi.Output<Record<string, string>>;

    private readonly made: Promise<CreatedObjects>;
    private readonly givenNamespace: pulumi.Input<string> | undefined;

    constructor(name: string, args: ManifestArgs, options?: pulumi.ComponentResourceOptions) {
        const checked = checkManifestArgs(name, args);
        const source = readSource(checked);
        const { namespace } = checked;
        const isNow = !isLater(source) && !isDeferred(namespace);
        const ready = isNow ? acceptedObjects(name, checked, source, namespace as string | undefined) : undefined;
        // No inputs: a path of this machine has no place in the state.
        super("k3s:index:Manifest", name, {}, options);
        this.givenNamespace = namespace;
        this.made = Promise.resolve().then(() =>
            createObjects(this, { name, args: checked, options, objects: ready ?? source }),
        );
        this.objects = pulumi.output(this.made).apply(idsOf);
        // The same failure, of which `objects` tells.
        this.getData().catch(() => undefined);
    }

    /**
     * The namespace of the objects that name none; `default` where none is given. What uses it comes after all objects, and
     * after the workloads among them work.
     */
    get namespace(): pulumi.Output<string> {
        return pulumi.output(this.made).apply((made) => afterAll(this.givenNamespace ?? "default", made));
    }

    /** The objects as resources, by the same keys. */
    get resources(): pulumi.Output<Record<string, pulumi.CustomResource>> {
        return pulumi.output(this.made).apply(({ isKnown, resources }) => (isKnown ? resources : unknown));
    }

    /** Pulumi waits for this before whatever depends on the Manifest. */
    protected override async initialize(): Promise<Record<string, pulumi.CustomResource>> {
        // It is called from the base's constructor, before there is anything to wait for.
        await Promise.resolve();
        const { resources } = await this.made;
        this.registerOutputs({ objects: this.objects, namespace: this.namespace });
        return resources;
    }
}

function idsOf(made: CreatedObjects): pulumi.Output<Record<string, string>> {
    if (!made.isKnown) return pulumi.output(unknown);
    const ids = Object.entries(made.resources).map(([key, { id }]) => [key, id]);
    return afterAll(pulumi.all(Object.fromEntries(ids) as Record<string, pulumi.Output<string>>), made);
}

function afterAll<T>(value: pulumi.Input<T>, { last }: CreatedObjects): pulumi.Output<T> {
    return pulumi.all([value, pulumi.all(last.map(({ urn }) => urn))]).apply(([known]) => known) as pulumi.Output<T>;
}
