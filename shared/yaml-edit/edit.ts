import { type Node, type Pair } from "yaml";
import { contentEnd, insertLinesAfter, removeLines, replaceLines, splice } from "./lines";
import { dashesOf, endOf, isFlow, isNull, listOf, pairOf, startOf, valueSpan, type YamlText } from "./nodes";

/**
 * The text that followed a key before a change, from its colon on; empty if there was no such key. It is not null
 * because states do not store null.
 */
export type Before = string;

/** How a kind of YAML is read and written. */
export interface Dialect {
    /** @throws if the text is not one mapping. */
    read(text: string): YamlText;
    write(value: unknown): string;
    /** Creates the error for a text that can be read but not changed. */
    refuse(message: string): Error;
}

/**
 * Changes a YAML mapping and leaves every other byte of its text as it is: comments, order, quotes, line ends. A YAML
 * library keeps at best comments and order when it writes a document.
 */
export class YamlEdit {
    constructor(private readonly dialect: Dialect) {}

    /** Sets a key to a text. */
    putText(text: string, key: string, value: string): { text: string; before: Before } {
        const yaml = this.dialect.read(text);
        const pair = pairOf(yaml, key);
        if (!pair) return { text: this.addPair(yaml, key, value), before: "" };
        const [from, to] = this.spanOf(pair);
        return { text: splice(text, from, to, `: ${this.scalarOf(yaml, value)}`), before: text.slice(from, to) };
    }

    /** Puts an item with that name into a list and replaces an existing one. Returns `before` if there was no list. */
    putItem(text: string, key: string, name: string, item: object): { text: string; before?: Before } {
        const yaml = this.dialect.read(text);
        const list = listOf(yaml, key);
        if (list)
            return {
                text: isFlow(list) ? this.inBrackets(yaml, key, name, item) : this.inLines(yaml, key, name, item),
            };
        const pair = pairOf(yaml, key);
        if (!pair) return { text: this.addPair(yaml, key, [item]), before: "" };
        const [from, to] = this.spanOf(pair);
        const before = text.slice(from, to);
        if (isFlow(yaml.root)) return { text: splice(text, from, to, `: ${JSON.stringify([item])}`), before };
        return {
            text: insertLinesAfter(
                splice(text, from, to, ":"),
                from,
                indented(this.dialect.write([item]), columnOf(yaml)),
            ),
            before,
        };
    }

    /** Removes the item with that name from a list. */
    dropItem(text: string, key: string, name: string): string {
        const yaml = this.dialect.read(text);
        const list = listOf(yaml, key);
        const index = indexOf(yaml, key, name);
        const item = list?.items[index];
        if (!list || !item) return text;
        if (!isFlow(list)) {
            const dash = dashesOf(list).dashes[index] ?? 0;
            return removeLines(text, dash, contentEnd(text, endOf(item)));
        }
        const [previous, next] = [list.items[index - 1], list.items[index + 1]];
        if (previous) return splice(text, endOf(previous), endOf(item), "");
        return splice(text, startOf(item), next ? startOf(next) : endOf(item), "");
    }

    /** Restores the text of a key that {@link putText} or {@link putItem} replaced. */
    putBack(text: string, key: string, before: Before): string {
        const yaml = this.dialect.read(text);
        const pair = pairOf(yaml, key);
        if (!pair) return text;
        if (before === "") return this.removePair(yaml, pair);
        return splice(text, ...this.spanOf(pair), before);
    }

    /** Returns whether a key has no value, such as a list that lost its last item. */
    hasNoValue(text: string, key: string): boolean {
        const pair = pairOf(this.dialect.read(text), key);
        return pair !== undefined && isNull(pair.value);
    }

    private inBrackets(yaml: YamlText, key: string, name: string, item: object): string {
        const items = listOf(yaml, key)?.items ?? [];
        const found = items[indexOf(yaml, key, name)];
        if (found) return splice(yaml.text, startOf(found), endOf(found), JSON.stringify(item));
        const end = endOf(items.at(-1) as Node);
        return splice(yaml.text, end, end, `, ${JSON.stringify(item)}`);
    }

    private inLines(yaml: YamlText, key: string, name: string, item: object): string {
        const list = listOf(yaml, key);
        if (!list) return yaml.text;
        const { indent, dashes } = dashesOf(list);
        const lines = indented(this.dialect.write([item]), indent);
        const index = indexOf(yaml, key, name);
        const place = list.items.at(index) as Node; // the last item if no item has that name
        const end = contentEnd(yaml.text, endOf(place));
        return index < 0
            ? insertLinesAfter(yaml.text, end, lines)
            : replaceLines(yaml.text, dashes[index] ?? 0, end, lines);
    }

    private addPair(yaml: YamlText, key: string, value: unknown): string {
        const { text, root } = yaml;
        const last = root?.items.at(-1);
        if (root && isFlow(root)) {
            const at = last ? this.spanOf(last)[1] : startOf(root) + 1;
            return splice(text, at, at, `${last ? ", " : ""}${JSON.stringify(key)}: ${JSON.stringify(value)}`);
        }
        // As kubectl writes lists: the dashes are in the column of the key.
        const lines = Array.isArray(value)
            ? `${key}:\n${this.dialect.write(value)}`
            : this.dialect.write({ [key]: value });
        const end = contentEnd(text, last ? this.spanOf(last)[1] : text.length);
        return insertLinesAfter(text, end, indented(lines, columnOf(yaml)));
    }

    private removePair({ text, root }: YamlText, pair: Pair<Node, Node | null>): string {
        const end = this.spanOf(pair)[1];
        if (!isFlow(root)) return removeLines(text, startOf(pair.key), contentEnd(text, end));
        const items = root?.items ?? [];
        const index = items.indexOf(pair);
        const [previous, next] = [items[index - 1], items[index + 1]];
        if (previous) return splice(text, this.spanOf(previous)[1], end, "");
        return splice(text, startOf(pair.key), next ? startOf(next.key) : end, "");
    }

    private scalarOf({ root }: YamlText, value: string): string {
        return isFlow(root) ? JSON.stringify(value) : this.dialect.write(value).trimEnd();
    }

    private spanOf(pair: Pair<Node, Node | null>): [from: number, to: number] {
        const span = valueSpan(pair);
        if (!span) throw this.dialect.refuse("it has a key without a value");
        return span;
    }
}

function indexOf(yaml: YamlText, key: string, name: string): number {
    const items = yaml.value[key];
    return Array.isArray(items) ? items.findIndex((item) => (item as { name?: unknown } | null)?.name === name) : -1;
}

function columnOf({ root }: YamlText): number {
    return (root?.srcToken as { indent?: number } | undefined)?.indent ?? 0;
}

function indented(lines: string, columns: number): string {
    return lines.trimEnd().replace(/^/gm, " ".repeat(columns));
}
