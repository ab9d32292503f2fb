import { isDeepStrictEqual } from "node:util";
import { contentOf, type Entries, hasEntry, isOurs, kinds, type List, lists } from "../../shared/kubeconfig/entries";
import { type Kubeconfig } from "../../shared/kubeconfig/read-kubeconfig";
import { readYaml, yamlOf, YamlProblem } from "../../shared/kubeconfig/yaml-text";
import { type Before, YamlEdit } from "../../shared/yaml-edit";

const yaml = new YamlEdit({ read: readYaml, write: yamlOf, refuse: (message) => new YamlProblem(message) });

/** The values that the merge replaced in the file, by key. */
export type Replaced = Record<string, Before>;

/** The error for an entry with the cluster's name that somebody else created. */
export class OthersEntry extends Error {
    constructor(
        readonly kind: string,
        readonly entry: string,
        readonly server?: string,
    ) {
        super(`a ${kind} "${entry}" of somebody else`);
        this.name = "OthersEntry";
    }
}

export interface MergeOptions {
    /** Make the cluster's context the current one. */
    switchContext: boolean;
    /** What was merged into this file before. */
    earlier?: { entries: Entries; switchContext: boolean; replaced: Replaced };
}

const current = "current-context";
const frame = ["apiVersion", "kind"];

/** Puts a cluster's entries into a kubeconfig, and keeps everything else as it is. */
export function merge(
    text: string,
    entries: Entries,
    { switchContext, earlier }: MergeOptions,
): { text: string; replaced: Replaced } {
    const file = readYaml(text).value;
    refuseOthers(file, entries.name, earlier ? [entries, earlier.entries] : [entries]);
    const merged = new Merged(text, earlier?.replaced);
    if (Object.keys(file).length === 0) {
        merged.putText("apiVersion", "v1");
        merged.putText("kind", "Config");
    }
    for (const list of lists) {
        if (!hasEntry(file, list, entries)) merged.putEntry(list, entries.name, contentFor(file, list, entries));
    }
    const isCurrent = file[current] === entries.name;
    // The context is switched once, and again only when no context is current: a user who switches to another one keeps
    // it.
    const switches = switchContext && (!earlier?.switchContext || !file[current]);
    if (switches && !isCurrent) merged.putText(current, entries.name);
    if (!switchContext && earlier?.switchContext && isCurrent) merged.leaveCurrent();
    refuseDamage(text, merged.text, entries.name);
    return merged;
}

/** Removes a cluster's entries from a kubeconfig, and restores the values that they replaced. */
export function takeOut(text: string, entries: Entries, replaced: Replaced): string {
    const { name } = entries;
    const file = readYaml(text).value;
    const merged = new Merged(text, replaced);
    if (file[current] === name && isOurs(file, "contexts", [entries])) merged.leaveCurrent();
    for (const list of lists) {
        if (contentOf(file, list, name) && isOurs(file, list, [entries])) merged.dropEntry(list, name);
    }
    merged.leaveFrame();
    refuseDamage(text, merged.text, name);
    return merged.text;
}

/** Reports whether a kubeconfig has all of a cluster's entries. */
export function isMerged(text: string, entries: Entries): boolean {
    const file = readYaml(text).value;
    return lists.every((list) => hasEntry(file, list, entries));
}

/** Reports whether a kubeconfig has no content except its header and current context. */
export function isEmptyKubeconfig(text: string): boolean {
    const { apiVersion: _version, kind: _kind, [current]: _current, ...rest } = readYaml(text).value;
    return Object.values(rest).every((value) => [null, [], {}].some((empty) => isDeepStrictEqual(value, empty)));
}

/** Reports whether a kubeconfig has a cluster's entries and nothing else. */
export function isOnlyOf(text: string, entries: Entries): boolean {
    return isMerged(text, entries) && isEmptyKubeconfig(takeOut(text, entries, {}));
}

/** A kubeconfig while it is changed, and the values that were replaced in it. */
class Merged {
    readonly replaced: Replaced;

    constructor(
        public text: string,
        replaced: Replaced = {},
    ) {
        this.replaced = { ...replaced };
    }

    putText(key: string, value: string): void {
        const { text, before } = yaml.putText(this.text, key, value);
        this.text = text;
        this.replaced[key] = before;
    }

    putEntry(list: List, name: string, content: object): void {
        const { text, before } = yaml.putItem(this.text, list, name, { name, [kinds[list]]: content });
        this.text = text;
        if (before !== undefined) this.replaced[list] = before;
    }

    dropEntry(list: List, name: string): void {
        this.text = yaml.dropItem(this.text, list, name);
        const { [list]: before } = this.replaced;
        if (!isEmptyList(this.text, list)) return;
        if (before !== undefined) this.text = yaml.putBack(this.text, list, before);
        else if (yaml.hasNoValue(this.text, list)) this.text = yaml.putBack(this.text, list, ": []");
    }

    leaveCurrent(): void {
        const { [current]: before = ': ""' } = this.replaced;
        this.text = yaml.putBack(this.text, current, before);
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the key is a constant
        delete this.replaced[current];
    }

    /** Removes the header that the merge added to an empty file, when nothing else is left in the file. */
    leaveFrame(): void {
        const keys = Object.keys(readYaml(this.text).value);
        if (!keys.every((key) => frame.includes(key) && this.replaced[key] === "")) return;
        for (const key of keys) this.text = yaml.putBack(this.text, key, "");
    }
}

function contentFor(file: Kubeconfig, list: List, entries: Entries): object {
    return list === "contexts" ? { ...contentOf(file, list, entries.name), ...entries.contexts } : entries[list];
}

function isEmptyList(text: string, list: List): boolean {
    const items = readYaml(text).value[list];
    return !Array.isArray(items) || items.length === 0;
}

function refuseOthers(file: Kubeconfig, name: string, known: Entries[]): void {
    for (const list of lists) {
        const found = contentOf(file, list, name);
        if (!found || isOurs(file, list, known)) continue;
        throw new OthersEntry(kinds[list], name, typeof found.server === "string" ? found.server : undefined);
    }
}

/** Refuses a merge that would change other entries: they are worth more than the merge. */
function refuseDamage(before: string, after: string, name: string): void {
    if (isDeepStrictEqual(othersIn(before, name), othersIn(after, name))) return;
    throw new YamlProblem("it is written in a way that cannot be changed without touching what else is in it");
}

function othersIn(text: string, name: string): unknown {
    const { [current]: _current, apiVersion: _version, kind: _kind, ...rest } = readYaml(text).value;
    const others = Object.entries(rest).map(([key, value]) => {
        if (!lists.includes(key as List)) return [key, value];
        return [key, ((value ?? []) as ({ name?: unknown } | null)[]).filter((item) => item?.name !== name)];
    });
    return others.filter(([, value]) => !Array.isArray(value) || value.length > 0);
}
