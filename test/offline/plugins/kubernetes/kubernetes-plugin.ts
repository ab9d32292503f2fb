// Stands for: the Kubernetes provider plugin of @pulumi/kubernetes.
import type { CheckResult, DiffResult, Plugin, PropertyMap } from "../host/plugin";
import { unknown } from "../host/plugin";
import { type Cluster, connect } from "./cluster";
import { checkConfig } from "./config/check-config";
import { diffConfig } from "./config/diff-config";
import { readSettings, type Settings } from "./config/settings";
import { containsUnknown } from "./json";
import { kustomizeDirectory } from "./kustomize";
import { ObjectResource } from "./objects/object-resource";
import { parseTypeToken, typeOf } from "./objects/type-token";
import { ReleaseResource } from "./release/release-resource";
import { reveal } from "./secrets";

type Resource = Pick<Plugin, "check" | "diff" | "create" | "read" | "update" | "delete">;

const releaseType = "kubernetes:helm.sh/v3:Release";
/** Types of the package that are no plain Kubernetes object. */
const refusedGroups = /^kubernetes:(helm\.sh|kustomize|yaml|apiextensions\.k8s\.io\/v\d\w*:CustomResource$)/;

export class KubernetesPlugin implements Plugin {
    readonly name = "kubernetes";
    readonly version = "4.34.2";
    private configured: { settings: Settings; objects: Resource; releases: Resource } | undefined;

    checkConfig(news: PropertyMap): Promise<CheckResult> {
        return Promise.resolve(checkConfig(news));
    }

    diffConfig(olds: PropertyMap, news: PropertyMap): Promise<DiffResult> {
        return Promise.resolve().then(() => diffConfig(reveal(olds), reveal(news)));
    }

    async configure(inputs: PropertyMap): Promise<void> {
        if (containsUnknown(inputs)) {
            return;
        }
        // Unlike a resource's inputs, the configuration comes with its secrets marked.
        const settings = readSettings(reveal(inputs));
        const cluster: Cluster = await connect(settings);
        this.configured = {
            settings,
            objects: new ObjectResource(cluster, settings),
            releases: new ReleaseResource(cluster, settings),
        };
    }

    async check(request: Parameters<Plugin["check"]>[0]): Promise<CheckResult> {
        const resource = this.resource(request.urn);
        return resource ? resource.check(request) : { inputs: request.news };
    }

    async diff(request: Parameters<Plugin["diff"]>[0]): Promise<DiffResult> {
        const resource = this.resource(request.urn);
        if (!resource) {
            throw new Error("the provider for this resource has inputs that are not known during preview");
        }
        return resource.diff(request);
    }

    async create(request: Parameters<Plugin["create"]>[0]): ReturnType<Plugin["create"]> {
        const resource = this.resource(request.urn);
        if (!resource) {
            return { id: "", state: Object.fromEntries(Object.keys(request.inputs).map((key) => [key, unknown])) };
        }
        return resource.create(request);
    }

    async read(request: Parameters<Plugin["read"]>[0]): ReturnType<Plugin["read"]> {
        return this.configuredResource(request.urn).read(request);
    }

    async update(request: Parameters<Plugin["update"]>[0]): Promise<PropertyMap> {
        return this.configuredResource(request.urn).update(request);
    }

    async delete(request: Parameters<Plugin["delete"]>[0]): Promise<void> {
        await this.configuredResource(request.urn).delete(request);
    }

    async invoke(token: string, args: PropertyMap): Promise<PropertyMap> {
        if (token !== "kubernetes:kustomize:directory") {
            throw new Error(`the function ${token} is not part of this stand-in`);
        }
        return kustomizeDirectory(args);
    }

    private configuredResource(urn: string): Resource {
        const resource = this.resource(urn);
        if (!resource) {
            throw new Error(`the provider of ${urn} has inputs that are not known yet`);
        }
        return resource;
    }

    /** Undefined while the provider's own inputs are not known. */
    private resource(urn: string): Resource | undefined {
        const type = typeOf(urn);
        const isRelease = type === releaseType;
        if (!isRelease && (refusedGroups.test(type) || /(Patch|List)$/.test(type) || !parseTypeToken(type))) {
            throw new Error(`the type ${type} is not part of this stand-in`);
        }
        if (!this.configured) {
            return undefined;
        }
        const { settings, objects, releases } = this.configured;
        if (settings.renderYamlToDirectory) {
            throw new Error(`rendering ${type} to a directory (renderYamlToDirectory) is not part of this stand-in`);
        }
        return isRelease ? releases : objects;
    }
}
