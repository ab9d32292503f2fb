import * as pulumi from "@pulumi/pulumi";
import * as v from "../../../sdk/nodejs/validation";

const here = __filename;
const folder = __dirname;
const digest = `sha256:${"0".repeat(64)}`;

const rows: { name: string; rule: v.Rule; fine: unknown[]; wrong: unknown[] }[] = [
    { name: "nonBlank", rule: v.nonBlank, fine: ["a", " a "], wrong: ["", " \t", undefined, null, 1] },
    { name: "boolean", rule: v.boolean, fine: [true, false], wrong: ["true", 0, undefined] },
    { name: "func", rule: v.func, fine: [() => 1], wrong: ["x", {}] },
    { name: "integer", rule: v.integer(0, 3), fine: [0, 3], wrong: [-1, 4, 1.5, "1", NaN, Infinity] },
    { name: "integer without an end", rule: v.integer(2), fine: [2, 9e9], wrong: [1, 2 ** 60] },
    { name: "port", rule: v.port, fine: [1, 65535], wrong: [0, 65536, -1, 80.5, "80"] },
    { name: "seconds", rule: v.seconds, fine: [0.5, 86400], wrong: [0, -1, 86401, NaN, "5"] },
    { name: "oneOf", rule: v.oneOf("node", "api"), fine: ["node", "api"], wrong: ["Node", "", undefined] },
    {
        name: "dnsLabel",
        rule: v.dnsLabel,
        fine: ["a", "a-1", "1a", "a".repeat(63)],
        wrong: ["", "A", "-a", "a-", "a.b", "a_b", "a\n", "a".repeat(64)],
    },
    {
        name: "dnsSubdomain",
        rule: v.dnsSubdomain,
        fine: ["a", "a.b-c.1"],
        wrong: ["", "a..b", ".a", "a.", "A.b", "a.".repeat(126) + "aa"],
    },
    {
        name: "portName",
        rule: v.portName,
        fine: ["http", "h2-c"],
        wrong: ["", "80", "a--b", "-a", "HTTP", "a".repeat(16)],
    },
    {
        name: "cidr",
        rule: v.cidr,
        fine: ["10.42.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "192.168.4.0/22"],
        wrong: [
            "10.42.0.1/16",
            "10.42.0.0",
            "10.42.0.0/33",
            "256.0.0.0/8",
            "010.0.0.0/8",
            "10.0.0.0/08",
            "fd00::/8",
            "10.0.0/24",
        ],
    },
    {
        name: "imageReference",
        rule: v.imageReference,
        fine: ["k3s", "rancher/k3s:v1.34.4-k3s1", "localhost:5000/a/b_c:1", `ghcr.io/a/b@${digest}`, `a:1@${digest}`],
        wrong: ["", "a/B", "a b", "a:", "a@sha256:1", "/a", "a//b", "https://a/b"],
    },
    {
        name: "k3sVersion",
        rule: v.k3sVersion,
        fine: ["v1.34.4-k3s1", "v1.36.0-rc1-k3s1"],
        wrong: ["1.34.4-k3s1", "v1.34.4+k3s1", "v1.34-k3s1", "v1.34.4", "latest"],
    },
    { name: "existingFile", rule: v.existingFile, fine: [here], wrong: [folder, `${here}.gone`, "", 3] },
    {
        name: "recordOf",
        rule: v.recordOf(v.nonBlank, v.dnsLabel),
        fine: [{}, { a: "b" }],
        wrong: [{ a: 1 }, { A: "b" }, [], "a", null],
    },
    { name: "listOf", rule: v.listOf(v.port), fine: [[], [1, 2]], wrong: [[0], {}, "ab", undefined] },
    { name: "either", rule: v.either(v.boolean, v.nonBlank), fine: [true, "a"], wrong: ["", 1, undefined] },
    { name: "optional", rule: v.optional(v.port), fine: [undefined, 1], wrong: [null, 0] },
    { name: "refined", rule: v.refined(v.port, (value) => v.integer(0, 9)(value, "x")), fine: [9], wrong: [10, "x"] },
    {
        name: "plain value",
        rule: v.rule("a port", () => true),
        fine: [1],
        wrong: [pulumi.output(1), Promise.resolve(1)],
    },
];

const cases = (values: unknown[]) => values.map((value) => ({ value }));

describe.each(rows)("$name", ({ rule, fine, wrong }) => {
    it.each(cases(fine))("accepts $value", ({ value }) => {
        expect(rule(value, "argument")).toEqual([]);
    });

    it.each(cases(wrong))("refuses $value", ({ value }) => {
        expect(rule(value, "argument")).not.toEqual([]);
    });
});
