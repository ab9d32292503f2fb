import type { JsonObject } from "../json";
import { diffObject, inputsAsLive } from "./diff-object";
import { unknown } from "../../host/plugin";

const immutable = { enableConfigMapMutable: false, enableSecretMutable: false };
const mutable = { enableConfigMapMutable: true, enableSecretMutable: true };

const configMap = (data: JsonObject, name = "a"): JsonObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "default" },
    data,
});
const object = (apiVersion: string, kind: string, spec: JsonObject): JsonObject => ({
    apiVersion,
    kind,
    metadata: { name: "a", namespace: "default" },
    spec,
});
const deployment = (app: string, replicas: number, cpu = "1"): JsonObject =>
    object("apps/v1", "Deployment", {
        replicas,
        selector: { matchLabels: { app } },
        template: { spec: { containers: [{ name: "main", resources: { limits: { cpu } } }] } },
    });

function diff(
    oldInputs: JsonObject,
    inputs: JsonObject,
    options: { live?: JsonObject; mutability?: typeof mutable } = {},
) {
    const { live = oldInputs, mutability = immutable } = options;
    return diffObject({ live, oldInputs, inputs, ignoreChanges: [], namespaced: true, mutability });
}

describe("what replaces an object", () => {
    it.each<[string, JsonObject, JsonObject, string[]]>([
        ["its name", configMap({}), configMap({}, "b"), ["metadata.name"]],
        ["data of a ConfigMap", configMap({ x: "1" }), configMap({ x: "2" }), ["data.x"]],
        ["data that is not known yet", configMap({ x: "1" }), configMap({ x: unknown }), ["data.x"]],
        ["not the replicas of a Deployment", deployment("a", 1), deployment("a", 2), []],
        ["the selector of a Deployment", deployment("a", 1), deployment("b", 1), ["spec.selector.matchLabels.app"]],
        [
            "the template of a Job",
            object("batch/v1", "Job", { template: { spec: { restartPolicy: "Never" } } }),
            object("batch/v1", "Job", { template: { spec: { restartPolicy: "OnFailure" } } }),
            ["spec.template.spec.restartPolicy"],
        ],
        [
            "the cluster IP of a Service",
            object("v1", "Service", { clusterIP: "10.43.0.5" }),
            object("v1", "Service", { clusterIP: "10.43.0.6" }),
            ["spec.clusterIP"],
        ],
        [
            "not the ports of a Service",
            object("v1", "Service", { ports: [{ port: 1 }] }),
            object("v1", "Service", { ports: [{ port: 2 }] }),
            [],
        ],
        [
            "the image of a bare Pod",
            object("v1", "Pod", { containers: [{ name: "a", image: "x:1" }] }),
            object("v1", "Pod", { containers: [{ name: "a", image: "x:2" }] }),
            ["spec.containers[0].image"],
        ],
        [
            "the access modes of a claim",
            object("v1", "PersistentVolumeClaim", { accessModes: ["ReadWriteOnce"] }),
            object("v1", "PersistentVolumeClaim", { accessModes: ["ReadWriteMany"] }),
            ["spec.accessModes[0]"],
        ],
        [
            "not the size of a claim",
            object("v1", "PersistentVolumeClaim", { resources: { requests: { storage: "1Gi" } } }),
            object("v1", "PersistentVolumeClaim", { resources: { requests: { storage: "2Gi" } } }),
            [],
        ],
        [
            "the service name of a StatefulSet",
            object("apps/v1", "StatefulSet", { serviceName: "a" }),
            object("apps/v1", "StatefulSet", { serviceName: "b" }),
            ["spec.serviceName"],
        ],
    ])("%s", (_, oldInputs, inputs, replaces) => {
        expect(diff(oldInputs, inputs)).toMatchObject({ changes: true, replaces });
    });

    it("changes a ConfigMap in place when the provider says so, unless it is immutable", () => {
        const [one, two] = [configMap({ x: "1" }), configMap({ x: "2" })];
        expect(diff(one, two, { mutability: mutable }).replaces).toEqual([]);
        expect(diff(one, { ...two, immutable: true }, { mutability: mutable }).replaces).toEqual(["data.x"]);
    });

    it("deletes first what keeps its name, and does not when the name is its own", () => {
        expect(diff(configMap({ x: "1" }), configMap({ x: "2" })).deleteBeforeReplace).toBe(true);
        const renamed = diff(configMap({ x: "1" }), configMap({ x: "2" }, "b"));
        expect(renamed.deleteBeforeReplace).toBe(false);
    });
});

describe("what is no change", () => {
    it.each<[string, JsonObject, JsonObject, JsonObject]>([
        [
            "what the API server fills in",
            configMap({ x: "1" }),
            configMap({ x: "1" }),
            { ...configMap({ x: "1" }), status: {}, immutable: false },
        ],
        ["a quantity written otherwise", deployment("a", 1, "1000m"), deployment("a", 1, "1000m"), deployment("a", 1)],
        [
            "a false that the API server leaves out",
            object("v1", "Pod", { hostNetwork: false }),
            object("v1", "Pod", { hostNetwork: false }),
            object("v1", "Pod", {}),
        ],
        [
            "stringData that has become data",
            { ...configMap({}), kind: "Secret", data: { a: "eA==" } },
            { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, stringData: { a: "x" } },
            { ...configMap({}), kind: "Secret", data: { a: "eA==" } },
        ],
    ])("%s", (_, oldInputs, inputs, live) => {
        expect(diff(oldInputs, inputs, { live }).changes).toBe(false);
    });

    it("compares with the object as it lives", () => {
        expect(diff(deployment("a", 1), deployment("a", 1), { live: deployment("a", 5) }).diffs).toEqual(["spec"]);
    });

    it("keeps the program's inputs on refresh until the object drifts", () => {
        const inputs = deployment("a", 1, "1000m");
        expect(inputsAsLive(deployment("a", 1, "1"), inputs)).toBe(inputs);
        expect(inputsAsLive(deployment("a", 3, "1"), inputs)).toEqual(deployment("a", 3, "1"));
        expect(inputsAsLive(configMap({ x: "1" }), configMap({ x: "1", y: "2" }))).toEqual(configMap({ x: "1" }));
    });

    it("leaves out what is to be ignored", () => {
        const request = { live: deployment("a", 1), oldInputs: deployment("a", 1), inputs: deployment("a", 2) };
        const ignoring = { ...request, ignoreChanges: ["spec.replicas"], namespaced: true, mutability: immutable };
        expect(diffObject(ignoring).changes).toBe(false);
    });
});
