import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api, metadataOnly } from "../../kubernetes/api";
import { isForbidden, isNotFound } from "../../kubernetes/errors";
import { type Collection, follow } from "../../kubernetes/follow";
import { list } from "../../kubernetes/list";
import { ResourcePaths } from "../../kubernetes/resource-paths";
import { serverVersion } from "../../kubernetes/server-version";
import { pause } from "../../kubernetes/until-answered";
import { type KubernetesFacts, type KubernetesObjects } from "../facts";
import { briefCollection, collections } from "./collections";
import { answerMs, inTime, lifeSignMs, quietMs } from "./limits";

/** A kind of object that the stack's manifests contain and that is not followed in every cluster. */
export interface OtherKind {
    apiVersion: string;
    kind: string;
}

/**
 * Reads a cluster's objects once.
 *
 * @param others the other kinds, which are known as soon as the stack has been read.
 */
export async function readObjects(api: Api, others: Promise<OtherKind[]>): Promise<KubernetesFacts> {
    const { server } = api;
    try {
        const known = await inTime(server, (signal) => readKnown(api, signal));
        const kinds = await others;
        const found = kinds.length === 0 ? {} : await inTime(server, (signal) => readOthers(api, kinds, signal));
        return { server, version: known.version, objects: { ...known.objects, others: found } };
    } catch (error) {
        return { server, problem: (error as Error).message };
    }
}

async function readKnown(api: Api, signal: AbortSignal) {
    const lists = collections.map(
        async ({ name, collection }) => [name, await listed(api, collection, signal)] as const,
    );
    const [version, ...objects] = await Promise.all([serverVersion(api, signal), ...lists]);
    return { version, objects: Object.fromEntries(objects) as unknown as Omit<KubernetesObjects, "others"> };
}

async function readOthers(api: Api, others: OtherKind[], signal: AbortSignal): Promise<KubernetesObjects["others"]> {
    const found = await Promise.all(
        (await collectionsOf(api, others, signal)).map(
            async ({ key, collection }) => [key, await listed(api, collection, signal)] as const,
        ),
    );
    return Object.fromEntries(found);
}

/** Returns the collections of other kinds. Leaves out kinds that the server does not have. */
async function collectionsOf(
    api: Api,
    others: OtherKind[],
    signal: AbortSignal,
): Promise<{ key: string; collection: Collection }[]> {
    const resources = new ResourcePaths(api, signal);
    const found = others.map(async (other) => {
        const path = await resources.findAll(other);
        const key = `${other.apiVersion}/${other.kind}`;
        return path === undefined ? [] : [{ key, collection: briefCollection(path) }];
    });
    return (await Promise.all(found)).flat();
}

/** Lists the objects of a collection, each reduced to the fields in use. */
export async function listCollection(
    api: Api,
    { path, query, metadataOnly: isBrief, keep = (object: KubernetesObject) => object }: Collection,
    signal?: AbortSignal,
): Promise<KubernetesObject[]> {
    const options = { query, signal, ...(isBrief && { accept: metadataOnly }) };
    return (await list<KubernetesObject>(api, path, options)).map(keep);
}

/** Lists a collection. Returns none of its objects if the user may not list it. */
async function listed(api: Api, collection: Collection, signal: AbortSignal): Promise<KubernetesObject[]> {
    try {
        return await listCollection(api, collection, signal);
    } catch (error) {
        if (isForbidden(error) || isNotFound(error)) return [];
        throw error;
    }
}

/**
 * Calls `changed` with a cluster's objects now and after each change, and when its API server stops answering or
 * answers again. Rejects with an error that time does not mend, such as refused credentials.
 */
export async function followObjects(
    api: Api,
    others: Promise<OtherKind[]>,
    changed: (facts: KubernetesFacts) => void,
    signal: AbortSignal,
): Promise<void> {
    const connection = new AbortController();
    const either = AbortSignal.any([signal, connection.signal]);
    const facts = new Gathered(api.server, changed);
    try {
        await Promise.race([
            ...collections.map(({ name, collection }) => watch(api, name, collection, facts, either)),
            watchOthers(api, others, facts, either),
            lifeSigns(api, facts, either),
        ]);
    } finally {
        connection.abort();
    }
}

async function watch(api: Api, name: string, collection: Collection, facts: Gathered, signal: AbortSignal) {
    try {
        await follow(api, collection, signal, (items) => facts.seen(name, items));
    } catch (error) {
        if (!isForbidden(error) && !isNotFound(error)) throw error;
        facts.seen(name, []);
        await pause(2 ** 31 - 1, signal);
    }
}

async function watchOthers(api: Api, others: Promise<OtherKind[]>, facts: Gathered, signal: AbortSignal) {
    const kinds = await others;
    for (;;) {
        try {
            const found = await collectionsOf(api, kinds, signal);
            await Promise.race([
                ...found.map(({ key, collection }) => watch(api, `other ${key}`, collection, facts, signal)),
                pause(2 ** 31 - 1, signal),
            ]);
        } catch {
            // Tries again until the server answers.
            await pause(quietMs, signal);
        }
    }
}

/** Asks the server for its version while no watch reports anything: a server that hangs does not close its watches. */
async function lifeSigns(api: Api, facts: Gathered, signal: AbortSignal): Promise<never> {
    for (let limitMs = answerMs; ; limitMs = lifeSignMs) {
        try {
            facts.answered(
                await inTime(api.server, (limit) => serverVersion(api, AbortSignal.any([limit, signal])), limitMs),
            );
        } catch (error) {
            signal.throwIfAborted();
            facts.silent((error as Error).message);
            await pause(1_000, signal);
            continue;
        }
        do await pause(Math.max(100, facts.lastNews + quietMs - Date.now()), signal);
        while (Date.now() - facts.lastNews < quietMs);
    }
}

/** Gathers what several watches have seen. Reports it once all of them have seen their first list. */
class Gathered {
    lastNews = Date.now();
    private readonly items = new Map<string, KubernetesObject[]>();
    private version: string | undefined;
    private problem: string | undefined;

    constructor(
        private readonly server: string,
        private readonly changed: (facts: KubernetesFacts) => void,
    ) {}

    seen(name: string, items: KubernetesObject[]): void {
        this.lastNews = Date.now();
        this.items.set(name, items);
        this.tell();
    }

    answered(version: string): void {
        this.lastNews = Date.now();
        if (this.version === version && this.problem === undefined) return;
        this.version = version;
        this.problem = undefined;
        this.tell();
    }

    silent(problem: string): void {
        if (this.problem === problem) return;
        this.problem = problem;
        this.tell();
    }

    private tell(): void {
        const { server, version, problem } = this;
        const isWhole = collections.every(({ name }) => this.items.has(name));
        if ((!isWhole || version === undefined) && problem === undefined) return;
        this.changed({
            server,
            ...(version !== undefined && { version }),
            ...(isWhole && { objects: this.objects() }),
            ...(problem !== undefined && { problem }),
        });
    }

    private objects(): KubernetesObjects {
        const own = collections.map(({ name }) => [name, this.items.get(name) ?? []]);
        const others = [...this.items].flatMap(([name, items]) =>
            name.startsWith("other ") ? [[name.slice("other ".length), items] as const] : [],
        );
        return { ...Object.fromEntries(own), others: Object.fromEntries(others) } as KubernetesObjects;
    }
}
