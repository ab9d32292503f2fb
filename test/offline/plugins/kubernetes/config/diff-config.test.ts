import { unknown } from "../../host/plugin";
import type { JsonObject } from "../json";
import { checkConfig } from "./check-config";
import { diffConfig } from "./diff-config";

function kubeconfig(server: string, user: JsonObject = { token: "one" }): string {
    return JSON.stringify({
        clusters: [{ name: "c", cluster: { server } }],
        contexts: [
            { name: "x", context: { cluster: "c", user: "u" } },
            { name: "y", context: { cluster: "c", user: "u" } },
        ],
        users: [{ name: "u", user }],
        "current-context": "x",
    });
}

const here = kubeconfig("https://127.0.0.1:1");
const there = kubeconfig("https://127.0.0.1:2");

describe("what replaces the provider", () => {
    it.each<[string, JsonObject, JsonObject, string[]]>([
        ["another known identifier", { clusterIdentifier: "a" }, { clusterIdentifier: "b" }, ["clusterIdentifier"]],
        [
            "an identifier that is not known yet",
            { clusterIdentifier: "a" },
            { clusterIdentifier: unknown },
            ["clusterIdentifier"],
        ],
        [
            "nothing else while the identifier stays",
            { clusterIdentifier: "a", kubeconfig: here },
            { clusterIdentifier: "a", kubeconfig: there },
            [],
        ],
        [
            "not even an unknown kubeconfig while the identifier stays",
            { clusterIdentifier: "a", kubeconfig: here },
            { clusterIdentifier: "a", kubeconfig: unknown },
            [],
        ],
        ["an unknown kubeconfig without identifier", { kubeconfig: here }, { kubeconfig: unknown }, ["kubeconfig"]],
        ["an unknown context", { kubeconfig: here, context: "x" }, { kubeconfig: here, context: unknown }, ["context"]],
        ["another server", { kubeconfig: here }, { kubeconfig: there }, ["kubeconfig"]],
        [
            "not other credentials",
            { kubeconfig: here },
            { kubeconfig: kubeconfig("https://127.0.0.1:1", { token: "two" }) },
            [],
        ],
        ["not another context of the same cluster", { kubeconfig: here }, { kubeconfig: here, context: "y" }, []],
        ["not a new identifier", { kubeconfig: here }, { kubeconfig: here, clusterIdentifier: "a" }, []],
        ["not a removed identifier", { kubeconfig: here, clusterIdentifier: "a" }, { kubeconfig: here }, []],
        [
            "another rendering directory",
            { renderYamlToDirectory: "/a" },
            { renderYamlToDirectory: "/b" },
            ["renderYamlToDirectory"],
        ],
    ])("%s", (_, olds, news, replaces) => {
        expect(diffConfig(olds, news)).toMatchObject({ changes: true, replaces });
    });

    it("sees no change in equal configurations", () => {
        expect(diffConfig({ kubeconfig: here }, { kubeconfig: here })).toEqual({ changes: false });
    });

    it("refuses a kubeconfig that is none", () => {
        expect(() => diffConfig({ kubeconfig: here }, { kubeconfig: "nonsense" })).toThrow(
            "failed to parse kubeconfig",
        );
    });
});

describe("which configurations are refused", () => {
    it.each<[string, JsonObject, string[]]>([
        ["rendering with a context", { renderYamlToDirectory: "/x", context: "y" }, ["context"]],
        ["rendering with a kubeconfig", { renderYamlToDirectory: "/x", kubeconfig: here }, ["kubeconfig"]],
        ["always rendering without a directory", { alwaysRender: "true" }, ["alwaysRender"]],
        ["nothing in a plain one", { kubeconfig: here, context: "x", upsertExistingObjects: "true" }, []],
        ["not the ambient kubeconfig when rendering", { renderYamlToDirectory: "/x", kubeconfig: "/ambient" }, []],
    ])("%s", (_, news, properties) => {
        const { failures = [] } = checkConfig(news, { KUBECONFIG: "/ambient" });
        expect(failures.map(({ property }) => property)).toEqual(properties);
    });
});
