import * as pulumi from "@pulumi/pulumi";
import { setEntry, withSet } from "../../../sdk/nodejs/helm/set-entry";
import type { Values } from "../../../sdk/nodejs/helm/values";
import { messageOf } from "../support/refusal";
import { says } from "../../support/says";

const set = (entry: string, values: Values = {}) => withSet("podinfo", values, [entry]);
const keysDeep = (count: number) => Array.from({ length: count }, () => "a").join(".");

const understood: [rule: string, entry: string, below: Values, after: Values][] = [
    ["a dot leads into a map", "a.b.c=x", {}, { a: { b: { c: "x" } } }],
    ["maps on the way are kept", "a.b=x", { a: { c: 1 }, d: 2 }, { a: { b: "x", c: 1 }, d: 2 }],
    ["a comma begins the next key", "a=x,b.c=y", {}, { a: "x", b: { c: "y" } }],
    ["a key may come twice", "a=x,a=y", {}, { a: "y" }],
    ["a key is all up to =, spaces too", "a b =x", {}, { "a b ": "x" }],
    ["a backslash takes a dot as it is", "a\\.b/c=x", {}, { "a.b/c": "x" }],
    ["a backslash takes a comma as it is", "a=x\\,y", {}, { a: "x,y" }],
    ["a backslash takes brackets and = as they are", "a\\[0\\]\\=b=x", {}, { "a[0]=b": "x" }],
    ["a backslash takes a brace as it is", "a=\\{x}", {}, { a: "{x}" }],
    ["two backslashes are one", "a=C:\\\\x", {}, { a: "C:\\x" }],
    ["only the first = ends the key", "a=b=c", {}, { a: "b=c" }],
    ["quotes are text", "a=\"x\",b='y'", {}, { a: '"x"', b: "'y'" }],
    ["line ends and any script are text", "ü.日本=🚀\nx", {}, { ü: { 日本: "🚀\nx" } }],
    ["an index makes a list", "a[0]=x", {}, { a: ["x"] }],
    ["an index past the end fills with null", "a[2]=x", { a: [1] }, { a: [1, null, "x"] }],
    ["an index edits a list of the values", "a[1].b=x", { a: [1, { b: 1, c: 2 }] }, { a: [1, { b: "x", c: 2 }] }],
    ["an index replaces what is no map", "a[0].b=x", { a: ["text"] }, { a: [{ b: "x" }] }],
    ["lists are nested", "a[0][1]=x", { a: [[1]] }, { a: [[1, "x"]] }],
    ["braces are a list", "a={x,1,true,null}", {}, { a: ["x", 1, true, null] }],
    ["a list replaces a list", "a={x}", { a: [1, 2] }, { a: ["x"] }],
    ["another key follows a list", "a={x},b=y", {}, { a: ["x"], b: "y" }],
    ["empty braces hold one empty text", "a={}", {}, { a: [""] }],
    ["true, false and null in any case", "a=True,b=FALSE,c=nuLL", {}, { a: true, b: false, c: null }],
    ["whole numbers, signed too", "a=0,b=-7,c=+5", {}, { a: 0, b: -7, c: 5 }],
    ["leading zeros are text", "a=0644,b=00", {}, { a: "0644", b: "00" }],
    ["a leading zero behind a sign is a number", "a=-012", {}, { a: -12 }],
    ["fractions, exponents and hexadecimals are text", "a=1.5,b=1e3,c=0x10", {}, { a: "1.5", b: "1e3", c: "0x10" }],
    ["YAML's other words are text", "a=yes,b=~,c=[]", {}, { a: "yes", b: "~", c: "[]" }],
    ["a number beyond 64 bits is text", "a=9223372036854775808", {}, { a: "9223372036854775808" }],
    ["nothing after = is empty text", "a=,b.c=", {}, { a: "", b: { c: "" } }],
    ["null stays, to delete a chart's default", "a.b=null", { a: { b: { c: 1 } } }, { a: { b: null } }],
    ["a scalar replaces a map", "a=x", { a: { b: 1 } }, { a: "x" }],
    ["empty text sets nothing", "", { a: 1 }, { a: 1 }],
    ["what ends in an element's empty value grows no list", "a[0].b=", {}, { a: [] }],
    ["30 dots are fine", `${keysDeep(31)}.x=1`.replace("a.", ""), {}, nested(30)],
];

function nested(dots: number): Values {
    return dots === 0 ? { x: 1 } : { a: nested(dots - 1) };
}

const refused: [entry: string, below: Values, reason: string][] = [
    ["a", {}, "the key in column 1 has no value"],
    ["a.b,c=1", {}, "the key in columns 1 to 3 has no value"],
    ["a=1,,b=2", {}, "the key in column 5 has no value"],
    ["a.=1", {}, "the key in column 1 has no value"],
    ["password=rest,of it", {}, "the key in columns 15 to 19 has no value"],
    ["a={x}y", {}, "the key in column 6 has no value"],
    ["a={x,y", {}, 'the list that begins in column 3 does not end with "}"'],
    ["a[0=1", {}, 'the index that begins in column 3 does not end with "]"'],
    ["a[]=1", {}, "the index that begins in column 3 has to be a whole number"],
    ["a[x]=1", {}, "the index that begins in column 3 has to be a whole number"],
    ["a[-1]=1", {}, "the index that begins in column 3 is negative"],
    ["a[65537]=1", {}, "an index is over Helm's limit of 65536"],
    ["a[0]b=1", {}, 'an index ends before column 5, where "=", "." or "[" is expected'],
    [`${keysDeep(32)}=1`, {}, "its keys are nested over 30 levels deep, from column 61 on"],
    ["a.b=1", { a: "x" }, "the values have text, not a map, at the name in column 1"],
    ["a.b=1", { a: null }, "the values have null, not a map, at the name in column 1"],
    ["a.b[0]=1", { a: { b: {} } }, "the values have a map, not a list, at the name in columns 1 to 3"],
    ["a[0][1]=1", { a: [true] }, "the values have true or false, not a list, at the name in columns 1 to 4"],
    ["a=9007199254740993", {}, "a number in it is too large to be passed exactly"],
];

describe("an entry of set", () => {
    it.each(understood)("%s: %s", (_, entry, below, after) => expect(set(entry, below)).toEqual(after));

    it.each(refused)("is refused when it is %j over %j", (entry, below, reason) => {
        expect(messageOf(() => set(entry, below))).toContain(`set[0] cannot be set: ${reason}`);
    });

    it.each(refused.filter(([, below]) => Object.keys(below).length === 0))(
        "is refused when it is %j before any values are read, unless its index counts",
        (entry, _, reason) => {
            const [problem] = setEntry(entry, "set[3]");
            if (entry.includes("65537") || entry === "a.=1") expect(problem).toBeUndefined();
            else expect(problem).toMatchObject({ path: "set[3]", message: expect.stringContaining(reason) as string });
        },
    );

    it("does not touch an Output beside its way, and may replace one", () => {
        const later = pulumi.secret("x");
        expect(set("a.b=1", { a: { c: later } }).a).toHaveProperty("c", later);
        expect(set("a=1", { a: later })).toEqual({ a: 1 });
    });

    it.each(["a.b=1", "a[0]=1"])("is refused when it is %j and leads into an Output", (entry) => {
        expect(messageOf(() => set(entry, { a: pulumi.output({}) }))).toMatch(
            says("values … Output … value … not known yet … not"),
        );
    });

    it("is refused when it leads into an Output in a list", () => {
        expect(messageOf(() => set("a[0].b=1", { a: [pulumi.output({})] }))).toMatch(
            says("Output … value … not known yet … not … map … name … columns 1 to 4"),
        );
    });

    it("is named with its place when it is refused", () => {
        expect(messageOf(() => withSet("podinfo", {}, ["a=1", "a.b=2"]))).toContain("set[1] cannot be set: ");
    });

    it("changes neither the values below it, nor what they hold twice", () => {
        const shared = { x: 1, list: [1] };
        const below = { a: shared, b: shared };
        expect(set("b.x=2,b.list[0]=2", below)).toEqual({ a: { x: 1, list: [1] }, b: { x: 2, list: [2] } });
        expect(below.b).toEqual({ x: 1, list: [1] });
    });

    it("reaches no prototype", () => {
        const values = set("__proto__.x=1,constructor.y=2");
        expect(Object.entries(values)).toEqual([
            ["__proto__", { x: 1 }],
            ["constructor", { y: 2 }],
        ]);
        expect({}).not.toHaveProperty("x");
    });
});
