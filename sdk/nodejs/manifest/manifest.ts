import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../validation";
import { acceptedObjects } from "./accepted-objects";
import { type CreatedObjects, createObjects } from "./create-objects";
import { checkManifestArgs, type ManifestArgs } from "./manifest-args";
import { isLater, readSource } from "./read-source";

/** Makes the value of an Output unknown, for any type. */
const unknown = pulumi.unknown as unknown as never;

/**
 * Kubernetes objects from files, a kustomization, text or the program itself. Each object is a resource of its own: a
 * preview shows each object; an update changes the objects that changed and deletes the ones that are no longer in the
 * Manifest.
 *
 * The Manifest is ready when its objects exist and the workloads among them are available. A terminal failure is an
 * error at once, with the pod's state, its events and its last log lines.
 *
 * CustomResourceDefinitions are created before their custom resources, namespaces before their objects, and webhook
 * configurations last, when the workloads are available. Objects are deleted in the opposite order. An object stays the
 * same resource when it moves to another file or Manifest, or to another version of its API.
 *
 * @example
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev");
 *
 * const settings = new k3s.Manifest("settings", {
 *     cluster,
 *     objects: [
 *         {
 *             apiVersion: "v1",
 *             kind: "ConfigMap",
 *             metadata: { name: "settings" },
 *             data: { color: "blue" },
 *         },
 *     ],
 * });
 *
 * const app = new k3s.Manifest("app", {
 *     cluster,
 *     namespace: settings.namespace,
 *     path: "./k8s/overlays/dev",
 * });
 *
 * @throws ArgumentError for every mistake that can be found without a cluster, with file, line and document.
 */
export class Manifest extends pulumi.ComponentResource<Record<string, pulumi.CustomResource>> {
    /**
     * IDs of the objects by `Kind/namespace/name`, such as `Deployment/shop/web` or `Namespace/shop`; for custom
     * resources by `Kind.group/namespace/name`. Known when the Manifest is ready.
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
        // The component has no inputs, because a path of this machine does not belong in the state.
        super("k3s:index:Manifest", name, {}, options);
        this.givenNamespace = namespace;
        this.made = Promise.resolve().then(() =>
            createObjects(this, { name, args: checked, options, objects: ready ?? source }),
        );
        this.objects = pulumi.output(this.made).apply(idsOf);
        // Ignored here, because `objects` fails with the same error.
        this.getData().catch(() => undefined);
    }

    /**
     * Namespace of the objects that name none; `default` unless `namespace` is given. Known when the Manifest is ready,
     * and in previews.
     */
    get namespace(): pulumi.Output<string> {
        return pulumi.output(this.made).apply((made) => afterAll(this.givenNamespace ?? "default", made));
    }

    /** The objects as resources, by the same keys as in `objects`. */
    get resources(): pulumi.Output<Record<string, pulumi.CustomResource>> {
        return pulumi.output(this.made).apply(({ isKnown, resources }) => (isKnown ? resources : unknown));
    }

    /** Pulumi waits for this result before it creates resources that depend on the Manifest. */
    protected override async initialize(): Promise<Record<string, pulumi.CustomResource>> {
        // The base class's constructor calls this method before `made` is set.
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
