import { namesCluster } from "../../shared/owner";
import { UsageError } from "../usage-error";
import { readModelOptions } from "../cli/resources/model-options";
import { type ClusterInStack } from "../model/facts";
import { type ModelOptions, readModel } from "../model/model";
import { oneResource } from "../model/select";
import { type Resource, type ResourceKind } from "../model/resource";
import { type Credentials } from "../cli/diagnose/read-credentials";
import { clusterCredentials } from "./credentials";

/** The cluster or stack to which the user restricts the assistant. Default: all clusters of the user. */
export interface Scope {
    cluster?: string;
    stack?: string;
}

/** The state of the model from which an answer is made. */
interface Picture {
    resources: Resource[];
    problems: string[];
    /** The clusters of the stack, if one was read. */
    stack?: Map<string, ClusterInStack>;
}

/** How long credentials are cached before they are read again, since they may change. */
const credentialsMs = 60_000;

/** One assistant's session: the clusters that it may see, and the secrets to redact in its answers. */
export class Session {
    private readonly seen = new Set<string>();
    private readonly credentials = new Map<string, { readAt: number; values: Promise<Credentials> }>();

    constructor(private readonly scope: Scope) {}

    /**
     * The options of a model of the clusters in this session's scope.
     *
     * @param cluster restricts the model to this cluster.
     * @param tell is called with the reason if the stack cannot be read.
     */
    async options(cluster?: string, tell?: (problem: string) => void): Promise<ModelOptions> {
        const given = { positionals: [], options: { ...this.scope }, rest: [] };
        const { isWanted, ...others } = await readModelOptions(given, tell);
        const isNamed = (path: string) => cluster === undefined || namesCluster(cluster, path);
        return { ...others, isWanted: (path) => isNamed(path) && (isWanted?.(path) ?? true) };
    }

    /** Reads the current resources. */
    async read(cluster?: string): Promise<Picture> {
        const problems: string[] = [];
        const options = await this.options(cluster, (problem) => problems.push(problem));
        const { store, dockerProblem } = await readModel(options);
        const resources = store.all();
        this.saw(resources.map((its) => its.cluster));
        if (resources.length === 0 && cluster !== undefined) await this.refuse(cluster);
        if (dockerProblem !== undefined) problems.push(dockerProblem);
        return { resources, problems, stack: await options.stack };
    }

    /** Reads the current resources and finds the one that a name means. */
    async find(name: string, cluster?: string, kinds?: ResourceKind[]): Promise<Picture & { resource: Resource }> {
        const picture = await this.read(cluster);
        return { ...picture, resource: oneResource(picture.resources, name, kinds) };
    }

    /** The credentials of all clusters that were read in this session. No answer may contain them. */
    async secrets(): Promise<Credentials> {
        const all = await Promise.all([...this.seen].map((cluster) => this.credentialsOf(cluster)));
        return { values: all.flatMap(({ values }) => values), unread: all.flatMap(({ unread }) => unread) };
    }

    /** Records clusters that an answer is about, so that their credentials are redacted. */
    saw(clusters: string[]): void {
        for (const cluster of clusters) this.seen.add(cluster);
    }

    private credentialsOf(cluster: string): Promise<Credentials> {
        const known = this.credentials.get(cluster);
        if (known && Date.now() - known.readAt < credentialsMs) return known.values;
        const values = clusterCredentials(cluster);
        this.credentials.set(cluster, { readAt: Date.now(), values });
        return values;
    }

    private async refuse(cluster: string): Promise<never> {
        const { store } = await readModel(await this.options());
        const paths = [...new Set(store.all().map((its) => its.cluster))];
        const there = paths.length > 0 ? `there are ${paths.join(", ")}` : "there are none";
        throw new UsageError(`there is no cluster ${cluster}; ${there}`);
    }
}
