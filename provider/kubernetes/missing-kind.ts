import type { KubernetesObject, V1APIGroup, V1Job } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api, metadataOnly } from "./api";
import { everywhere } from "./api-paths";
import { find, list } from "./list";
import { ResourcePaths } from "./resource-paths";
import { untilAnswered } from "./until-answered";

/** An object that is about to be created. */
export interface WantedObject {
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    /** The Manifest that contains the object. */
    manifest: string;
}

class NotServed extends Error {}

const lookMs = 5_000;

/**
 * Refuses an object of a kind that the cluster does not have, unless an installation is running that may bring it. The
 * Kubernetes plugin would retry for a minute, and then only report that nothing matches.
 *
 * @param graceMs how long another resource of the program may take to create the definition at the same time.
 */
export async function refuseMissingKind(api: Api, wanted: WantedObject, graceMs = 5_000): Promise<void> {
    try {
        if (await appears(api, wanted, graceMs)) return;
        if (await isInstalling(api)) return;
    } catch {
        // If the cluster does not answer, or does not let this user look, the plugin reports that itself.
        return;
    }
    throw await failureFor(api, wanted);
}

async function appears(api: Api, wanted: WantedObject, graceMs: number): Promise<boolean> {
    const grace = AbortSignal.timeout(graceMs);
    const ask = async () => {
        if (!(await isServed(api, wanted))) throw new NotServed();
        return true;
    };
    return untilAnswered(ask, grace, (error) => error instanceof NotServed).catch((error: unknown) => {
        if (error === grace.reason) return false;
        throw error;
    });
}

async function isServed(api: Api, { apiVersion, kind }: { apiVersion: string; kind: string }): Promise<boolean> {
    const paths = new ResourcePaths(api, AbortSignal.timeout(lookMs));
    return (await paths.find({ apiVersion, kind, namespace: "default", name: "any" })) !== undefined;
}

/**
 * Reports whether an installation is running: a release that Helm has begun, or a chart of K3s's own, such as the one
 * with Traefik's kinds in a new cluster.
 */
async function isInstalling(api: Api): Promise<boolean> {
    const signal = AbortSignal.timeout(lookMs);
    const pending = { labelSelector: "owner=helm,status in (pending-install,pending-upgrade)" };
    const charts = { labelSelector: "helmcharts.helm.cattle.io/chart" };
    const [releases, jobs] = await Promise.all([
        list<KubernetesObject>(api, everywhere.secrets, { query: pending, accept: metadataOnly, signal }),
        list<V1Job>(api, everywhere.jobs, { query: charts, signal }),
    ]);
    return releases.length > 0 || jobs.some(({ status }) => !status?.succeeded && !hasFailed(status));
}

function hasFailed(status: V1Job["status"]): boolean {
    return status?.conditions?.some(({ type, status }) => type === "Failed" && status === "True") ?? false;
}

async function failureFor(api: Api, wanted: WantedObject): Promise<Failure> {
    const { apiVersion, kind, namespace, name, manifest } = wanted;
    const others = await otherVersions(api, wanted).catch(() => []);
    const object = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
    const what = `${object} cannot be created: the cluster has no kind ${kind} of ${apiVersion}.`;
    if (others.length > 0) {
        return new Failure(what, {
            why: `It has that kind in ${others.join(", ")}.`,
            next: "use that version in the object",
        });
    }
    return new Failure(what, {
        why: `Its definition, such as a CustomResourceDefinition, is neither in the cluster nor in Manifest "${manifest}".`,
        next:
            `add the definition to the Manifest; or, if a HelmRelease or another resource of the program installs it, ` +
            `make Manifest "${manifest}" depend on that, by one of its outputs or by dependsOn`,
    });
}

async function otherVersions(api: Api, { apiVersion, kind }: WantedObject): Promise<string[]> {
    const [group = "", version] = apiVersion.split("/");
    if (version === undefined) return [];
    const signal = AbortSignal.timeout(lookMs);
    const found = await find<V1APIGroup>(api, `/apis/${group}`, { signal });
    const versions = (found?.versions ?? []).map(({ groupVersion }) => groupVersion);
    const served = await Promise.all(versions.map((one) => isServed(api, { apiVersion: one, kind })));
    return versions.filter((_, index) => served[index]);
}
