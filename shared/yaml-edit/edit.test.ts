import { isMap, parseDocument, stringify } from "yaml";
import { YamlEdit, type YamlText } from ".";

const edit = new YamlEdit({
    read: (text): YamlText => {
        const document = parseDocument(text, { keepSourceTokens: true });
        const root = isMap(document.contents) ? (document.contents as YamlText["root"]) : undefined;
        return { text, root, value: (document.toJS() ?? {}) as Record<string, unknown> };
    },
    write: (value) => stringify(value, { lineWidth: 0 }),
    refuse: (message) => new Error(message),
});

const block = "# mine\r\nkey:   'old'   # kept\r\nlist:\r\n    - {name: b, x: 1}\r\n\r\nlast: yes # too\r\n";
const flow = '{"key": "old", "list": [{"name": "b"}], "last": true}';

describe.each([
    ["block style", block],
    ["flow style", flow],
])("in %s", (_, text) => {
    it("sets a key, and puts it back to the byte", () => {
        const { text: changed, before } = edit.putText(text, "key", "new");
        expect(changed).not.toBe(text);
        expect(parseDocument(changed).get("key")).toBe("new");
        expect(edit.putBack(changed, "key", before)).toBe(text);
    });

    it("adds a key, and takes it away to the byte", () => {
        const { text: changed, before } = edit.putText(text, "added", "new");
        expect(parseDocument(changed).get("added")).toBe("new");
        expect(edit.putBack(changed, "added", before)).toBe(text);
    });

    it("puts an item into a list, and drops it to the byte", () => {
        const { text: changed } = edit.putItem(text, "list", "a", { name: "a", y: 2 });
        expect(parseDocument(changed).toJS()).toMatchObject({ list: [{ name: "b" }, { name: "a", y: 2 }] });
        expect(edit.dropItem(changed, "list", "a")).toBe(text);
    });
});

it("refuses a key that has no colon", () => {
    expect(() => edit.putText("? key\n", "key", "new")).toThrow("it has a key without a value");
});
