import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { refuseMissingKind } from "../../../provider/kubernetes/missing-kind";
import { type Answer, ScriptedServer } from "./scripted-server";
import { says } from "../../support/says";

const lamp = { apiVersion: "example.com/v1", kind: "Lamp", namespace: "shop", name: "desk", manifest: "app" };
const lamps: Answer = { body: { resources: [{ kind: "Lamp", name: "lamps", namespaced: true }] } };
/** The answers by path. */
let answers: Record<string, Answer>;
let asked: string[];
let api: Api;
const server = new ScriptedServer(({ path }) => {
    asked.push(path);
    return answers[path];
});

beforeAll(async () => {
    await server.start();
    api = await connectKubernetes(server.kubeconfig);
});
afterAll(() => server.stop());
beforeEach(() => {
    asked = [];
    answers = { "/api/v1/secrets": { items: [] }, "/apis/batch/v1/jobs": { items: [] } };
});

/** Runs the check with a short time limit, which is enough to see that the kind does not appear. */
const check = () => refuseMissingKind(api, lamp, 200);

describe("an object of a kind that the cluster", () => {
    it("has is created, with one question to the cluster", async () => {
        answers["/apis/example.com/v1"] = lamps;
        await check();
        expect(asked).toEqual(["/apis/example.com/v1"]);
    });

    it("does not have is refused, with what to do", async () => {
        await expect(check()).rejects.toThrow(
            says(
                "Lamp shop/desk cannot be created: … cluster … no kind Lamp of example.com/v1.\n" +
                    ' … CustomResourceDefinition … neither in the cluster nor in Manifest "app".\n' +
                    'Next: … definition … Manifest; or … HelmRelease … Manifest "app" depend … dependsOn',
            ),
        );
    });

    it("has in another version is refused, with that version", async () => {
        answers["/apis/example.com"] = { body: { versions: [{ groupVersion: "example.com/v2" }] } };
        answers["/apis/example.com/v2"] = lamps;
        await expect(check()).rejects.toThrow(
            says("no kind Lamp of example.com/v1.\n … in example.com/v2.\nNext: … that version … object"),
        );
    });

    it("gets a moment later is created", async () => {
        const later = new Proxy(answers, {
            get: (target, path: string) =>
                path === "/apis/example.com/v1" && asked.filter((one) => one === path).length > 2
                    ? lamps
                    : target[path],
        });
        answers = later;
        await refuseMissingKind(api, lamp);
        expect(asked.filter((path) => path === "/apis/example.com/v1")).toHaveLength(3);
        expect(asked).not.toContain("/api/v1/secrets");
    });
});

describe("a kind that is not there yet is left to the plugin, which tries again,", () => {
    it("while Helm installs something", async () => {
        answers["/api/v1/secrets"] = { items: [{ metadata: { name: "sh.helm.release.v1.operator.v1" } }] };
        await check();
    });

    it("while K3s installs a chart of its own, and not when that has come to an end", async () => {
        const job = (status: object) => ({ items: [{ metadata: { name: "helm-install-traefik-crd" }, status }] });
        answers["/apis/batch/v1/jobs"] = job({ active: 1 });
        await check();
        answers["/apis/batch/v1/jobs"] = job({ succeeded: 1 });
        await expect(check()).rejects.toThrow("has no kind");
        answers["/apis/batch/v1/jobs"] = job({ conditions: [{ type: "Failed", status: "True" }] });
        await expect(check()).rejects.toThrow("has no kind");
    });

    it("where this user may not look at what is installed, or the cluster does not answer", async () => {
        answers["/api/v1/secrets"] = { status: 403, body: { message: "forbidden" } };
        await check();
        answers["/apis/example.com/v1"] = "no answer";
        await check();
    });
});
