import type { CoreV1Event, KubernetesObject, V1Secret } from "@kubernetes/client-node";
import { stringify } from "yaml";
import { foldedEvents } from "../cli/diagnose/events";
import { connectDocker } from "../docker/daemon/connect";
import { releaseRecords, revisionOf, statusOf } from "../helm/release-records";
import { decodeRelease, objectsIn, referenceTo } from "../helm/stored-release";
import { type Api } from "../kubernetes/api";
import { everywhere, paths } from "../kubernetes/api-paths";
import { isForbidden } from "../kubernetes/errors";
import { find, list } from "../kubernetes/list";
import { type ObjectReference } from "../kubernetes/object-reference";
import { ResourcePaths } from "../kubernetes/resource-paths";
import { type ClusterInStack } from "../model/facts";
import { type Resource } from "../model/resource";
import { withParts } from "../model/select";
import { clusterApi } from "../model/sources/cluster-api";
import { containerFacts } from "../model/sources/container-facts";
import { inTime } from "../model/sources/limits";
import { redacted } from "../redaction/redacted";
import { masked, maskedObject, maskedValues, secretValues, valuesAt } from "./masked";
import { type DetailCondition, type DetailEvent, type Details, type Fact, type LiveObject } from "./protocol";
import { factsOf } from "./resource-facts";

/** The most objects to read: a release may have hundreds, more than a page can show. */
const mostObjects = 50;
const mostEvents = 100;
/** The most characters of one object's YAML. An object may have a megabyte, which nobody reads on a page. */
const longestYaml = 200_000;

/** Reads the details of a resource that the model does not have. A source that does not answer becomes a problem. */
export async function readDetails(
    resource: Resource,
    resources: Resource[],
    inStack: Promise<ClusterInStack | undefined>,
): Promise<Details> {
    const details: Details = { resource, facts: factsOf(resource), problems: [] };
    const part = async (who: string, read: (signal: AbortSignal) => Promise<void>) => {
        try {
            await inTime(who, read);
        } catch (error) {
            details.problems.push(redacted((error as Error).message));
        }
    };
    const { cluster, container, kind, name, namespace = "" } = resource;
    const api = () => clusterApi(cluster);
    await Promise.all([
        ...(container === undefined
            ? []
            : [part("Docker", async (signal) => void details.facts.push(...(await dockerFacts(container, signal))))]),
        ...(kind === "registry" || kind === "cache" || kind === "endpoint" || kind === "pool"
            ? []
            : [
                  part(cluster, async (signal) => {
                      details.events = await eventsOf(await api(), resource, resources, signal);
                  }),
              ]),
        part(cluster, async (signal) => {
            if (kind === "release") {
                const release = await readRelease(await api(), namespace, name, await inStack, signal);
                details.facts.push(...release.facts);
                details.values = release.values;
                details.objects = release.objects;
            } else if (kind === "manifest") {
                const objects = (await inStack)?.manifests.find((its) => its.name === name)?.objects ?? [];
                details.objects = await liveObjects(await api(), objects, [], signal);
            } else {
                const reference = referenceOf(resource, await inStack);
                if (!reference) return;
                const [object, secrets] = await Promise.all([
                    liveObject(await api(), reference, signal),
                    secretsOf(await api(), reference.namespace, signal),
                ]);
                if (!object) return;
                details.live = asYaml(maskedObject(object, secrets));
                details.conditions = conditionsOf(object, secrets);
            }
        }),
    ]);
    return details;
}

const apiVersions: Record<string, string> = {
    Deployment: "apps/v1",
    StatefulSet: "apps/v1",
    DaemonSet: "apps/v1",
    Job: "batch/v1",
    Pod: "v1",
    Service: "v1",
};

/** Returns the reference of the Kubernetes object that a resource is. Undefined if it is none. */
function referenceOf(resource: Resource, inStack: ClusterInStack | undefined): ObjectReference | undefined {
    const { kind, objectKind = "", name, namespace = "", parent = "" } = resource;
    if (kind === "node") return { apiVersion: "v1", kind: "Node", namespace: "", name };
    const apiVersion = apiVersions[objectKind];
    if (apiVersion !== undefined) return { apiVersion, kind: objectKind, namespace, name };
    if (kind !== "object") return undefined;
    const manifest = inStack?.manifests.find((its) => parent.endsWith(`/manifest/${its.name}`));
    return manifest?.objects.find(
        (its) =>
            its.kind === objectKind && its.name === name && (its.namespace || "default") === (namespace || "default"),
    );
}

async function liveObject(
    api: Api,
    reference: ObjectReference,
    signal: AbortSignal,
    known = new ResourcePaths(api, signal),
): Promise<KubernetesObject | undefined> {
    const path = await known.find({ ...reference, namespace: reference.namespace || "default" });
    return path === undefined ? undefined : find<KubernetesObject>(api, path, { signal });
}

/**
 * Returns the values in the Secrets of a namespace, or none if the user may not read them. Leaves out the Secrets in
 * which Helm stores releases.
 */
async function secretsOf(api: Api, namespace: string, signal: AbortSignal): Promise<string[]> {
    if (namespace === "") return [];
    const query = { fieldSelector: "type!=helm.sh/release.v1" };
    const secrets = await list<V1Secret>(api, paths.secrets(namespace), { query, signal }).catch((error: unknown) => {
        if (isForbidden(error)) return [];
        throw error;
    });
    // The API server omits the kind of a list's items.
    return secretValues(secrets.map(({ data }) => ({ kind: "Secret", data })));
}

async function liveObjects(
    api: Api,
    references: ObjectReference[],
    secrets: string[],
    signal: AbortSignal,
): Promise<LiveObject[]> {
    const known = new ResourcePaths(api, signal);
    const namespaces = new Set(references.map((its) => its.namespace || "default"));
    const held = await Promise.all([...namespaces].map((namespace) => secretsOf(api, namespace, signal)));
    const all = [...secrets, ...held.flat()];
    return Promise.all(
        references.slice(0, mostObjects).map(async (reference) => {
            const { kind, name, namespace } = reference;
            const object = await liveObject(api, reference, signal, known);
            const live = object && asYaml(maskedObject(object, all));
            return { kind, name, ...(namespace && { namespace }), ...(live !== undefined && { live }) };
        }),
    );
}

async function readRelease(
    api: Api,
    namespace: string,
    name: string,
    inStack: ClusterInStack | undefined,
    signal: AbortSignal,
): Promise<{ facts: Fact[]; values?: string; objects?: LiveObject[] }> {
    const [record, ...older] = await releaseRecords(api, namespace, name, signal);
    if (!record) return { facts: [] };
    const { config, chart, info, manifest } = decodeRelease(record.data?.["release"] ?? "");
    const rendered = objectsIn(manifest);
    const { name: chartName = "", version = "", appVersion = "" } = chart?.metadata ?? {};
    const secret = inStack?.secretValues?.[`${namespace}/${name}`] ?? [];
    const held = [...secretValues(rendered), ...valuesAt(config, secret)];
    const known = [...held, ...(await secretsOf(api, namespace, signal))];
    const references = rendered.map((object) => referenceTo(object, namespace));
    return {
        facts: [
            { label: "Chart", value: `${chartName} ${version}`.trim() },
            ...(appVersion === "" ? [] : [{ label: "App version", value: appVersion }]),
            { label: "Revision", value: String(revisionOf(record)) },
            { label: "Status", value: statusOf(record) },
            ...(info?.last_deployed === undefined ? [] : [{ label: "Deployed at", value: info.last_deployed }]),
            { label: "Older revisions", value: String(older.length) },
        ],
        values: asYaml(maskedValues(config ?? {}, secret, known)),
        objects: await liveObjects(api, references, known, signal),
    };
}

/** Reads the events about a resource and its parts. */
async function eventsOf(
    api: Api,
    resource: Resource,
    resources: Resource[],
    signal: AbortSignal,
): Promise<DetailEvent[]> {
    const parts = withParts(resource, resources);
    const isAll = resource.kind === "cluster";
    const namespaces = new Set(parts.flatMap(({ namespace }) => namespace ?? []));
    const path = isAll || namespaces.size !== 1 ? everywhere.events : paths.events([...namespaces][0] ?? "");
    const events = await list<CoreV1Event>(api, path, { signal });
    const keys = new Set(parts.map((its) => keyOf(objectKindOf(its), its.namespace, its.name)));
    const workloads = resources.filter(({ kind, cluster }) => kind === "workload" && cluster === resource.cluster);
    const isAbout = ({ involvedObject: { kind = "", namespace = "", name = "" } }: CoreV1Event) => {
        if (isAll || keys.has(keyOf(kind, kind === "Node" ? "" : namespace, name))) return true;
        // Deleted pods and ReplicaSets are not resources. Their names begin with the name of their workload.
        if (kind !== "Pod" && kind !== "ReplicaSet") return false;
        const [workload] = workloads
            .filter((its) => its.namespace === namespace && name.startsWith(`${its.name}-`))
            .sort((a, b) => b.name.length - a.name.length);
        return workload !== undefined && keys.has(keyOf(objectKindOf(workload), workload.namespace, workload.name));
    };
    const own = `${objectKindOf(resource)} ${resource.namespace === undefined ? "" : `${resource.namespace}/`}${resource.name}`;
    const told = events.filter(isAbout);
    const folded = (type: DetailEvent["type"]) =>
        foldedEvents(told.filter((its) => (its.type === "Warning" ? "Warning" : "Normal") === type)).map(
            ({ last, times, object, reason, message }): DetailEvent => ({
                ...{ time: last, type, reason, message: redacted(message) },
                ...(times > 1 && { count: times }),
                ...(object !== own && { about: object }),
            }),
        );
    return [...folded("Warning"), ...folded("Normal")]
        .sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
        .slice(0, mostEvents);
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
    return `${kind}/${namespace ?? ""}/${name}`;
}

function objectKindOf({ kind, objectKind }: Resource): string {
    return kind === "node" ? "Node" : (objectKind ?? kind);
}

interface WithConditions {
    status?: { conditions?: (Partial<DetailCondition> & { lastTransitionTime?: string })[] };
}

function conditionsOf(object: KubernetesObject, secrets: string[]): DetailCondition[] | undefined {
    const { conditions } = (object as WithConditions).status ?? {};
    return conditions?.map(({ type = "", status = "", reason, message, lastTransitionTime }) => ({
        ...{ type, status },
        ...(reason !== undefined && { reason }),
        ...(message !== undefined && { message: redacted(message, secrets) }),
        ...(lastTransitionTime !== undefined && { since: lastTransitionTime }),
    }));
}

async function dockerFacts(container: string, signal: AbortSignal): Promise<Fact[]> {
    const docker = await connectDocker();
    const details = await docker.getContainer(container).inspect({ abortSignal: signal } as object);
    const { state, exitCode, restarts, health, startedAt, image, ports, mounts, networks } = containerFacts(details);
    return [
        { label: "Container", value: container },
        { label: "Container state", value: state === "running" ? state : `${state}, exit code ${exitCode}` },
        ...(health === undefined ? [] : [{ label: "Health check", value: health }]),
        { label: "Image", value: image },
        { label: "Started at", value: startedAt },
        { label: "Restarts by Docker", value: String(restarts) },
        ...ports.map((value) => ({ label: "Port", value })),
        ...networks.map((value) => ({ label: "Network", value })),
        ...mounts.map((value) => ({ label: "Mount", value: String(masked(value)) })),
    ];
}

function asYaml(value: unknown): string {
    const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
    return text.length > longestYaml ? `${text.slice(0, longestYaml)}\n# The rest is too long to be shown.\n` : text;
}
