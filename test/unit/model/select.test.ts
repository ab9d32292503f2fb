import { findResource, namesThere, oneResource } from "../../../provider/model/select";
import { logSources } from "../../../provider/logs/log-sources";
import { judge } from "../../../provider/cli/resources/until-healthy";
import { GracePeriod } from "../../../provider/diagnostics/grace-period";
import { clusterResources } from "../../../provider/model/cluster-resources";
import { type Resource } from "../../../provider/model/resource";
import { inOrder } from "../../../provider/model/store";
import { type EndpointRow } from "../../../provider/endpoints/endpoint-row";
import { LiveView } from "../../../provider/model/workload-resources";
import { container, facts, objects, path, web } from "./facts";
import { says } from "../../support/says";

const relay = container("relay", "endpoint-web", { endpoint: "web", target: "web/web:80" });
const server = container("server", "server", { node: "dev-server" });
const forwarded: EndpointRow[] = [
    { name: "store", cluster: path, via: "api", state: "listening", addresses: [], target: "web/web:80" },
];
const reached = { server: "https://127.0.0.1:26000", version: "v1.34.4+k3s1" };

function all(isReady = true): Resource[] {
    const kubernetes = { ...reached, objects: objects(web(isReady)) };
    return inOrder(
        clusterResources(facts({ docker: { containers: [server, relay] }, kubernetes, forwarded }), new LiveView()),
    );
}

const idOf = (word: string, resources = all()) => findResource(resources, word)?.id.replace(`${path}/`, "");

describe("a name", () => {
    it.each([
        ["web", "release/web/web"],
        ["web/web", "release/web/web"],
        ["endpoint/web", "endpoint/web"],
        ["deployment/web", "deployment/web/web"],
        ["Deployment/web/web", "deployment/web/web"],
        ["service/web", "service/web/web"],
        ["web-1-a", "pod/web/web-1-a"],
        ["pod/web/web-1-a", "pod/web/web-1-a"],
        ["store", "endpoint/store"],
        ["dev-server", "node/dev-server"],
        ["dev", path],
        ["cluster/dev/dev", path],
        [`${path}/node/dev-server`, "node/dev-server"],
        ["nothing", undefined],
        ["pod/web", undefined],
    ])("%s means %s", (word, id) => {
        expect(idOf(word)).toBe(id);
    });

    it("that is in two clusters has to be told apart", () => {
        const other = all().map((its) => ({
            ...its,
            cluster: "shop/prod/dev",
            id: its.id.replace(path, "shop/prod/dev"),
        }));
        expect(() => findResource([...all(), ...other], "dev-server")).toThrow(
            says(
                "dev-server names node/dev-server … shop/dev/dev … node/dev-server … shop/prod/dev … choose … --cluster",
            ),
        );
    });

    it("that nothing has is refused with those that there are", () => {
        expect(() => oneResource(all(), "nothing")).toThrow(
            /^there is no nothing; there are cluster\/shop\/dev\/dev, node\//,
        );
        expect(namesThere([])).toBe("there is nothing of that kind");
    });
});

describe("logs", () => {
    const labels = (word: string) =>
        logSources(oneResource(all(), word), all()).map(({ label, where }) => ({ label, where }));
    const pod = { label: "web-1-a", where: { pod: "web-1-a", namespace: "web", container: "main" } };

    it.each(["web", "deployment/web", "service/web", "web-1-a", "dev"])("of %s are those of its pods", (word) => {
        expect(labels(word)).toEqual([pod]);
    });

    it("of nodes and relays are those of their containers, of other endpoints that of the forwarder", () => {
        expect(labels("dev-server")).toEqual([{ label: "dev-server", where: { docker: server.name } }]);
        expect(labels("endpoint/web")).toEqual([{ label: "web", where: { docker: relay.name } }]);
        expect(labels("store")).toEqual([{ label: `forwarder of ${path}`, where: { forwarderOf: path } }]);
    });
});

describe("a wait", () => {
    it("is done when all are healthy", () => {
        expect(judge(["web", "dev-server"], all(), new GracePeriod())).toEqual({ isDone: true, failures: [] });
    });

    it("goes on for what is not there yet, and for what may pass by itself", () => {
        const gracePeriod = new GracePeriod();
        expect(judge(["nothing"], all(), gracePeriod)).toEqual({
            isDone: false,
            waitsFor: ["there is no nothing yet"],
        });
        expect(judge(["web"], all(false), gracePeriod, 0)).toMatchObject({ isDone: false });
        expect(judge(["web"], all(false), gracePeriod, 14_000)).toMatchObject({ isDone: false });
        // It was well again in between.
        expect(judge(["web"], all(true), gracePeriod, 15_000)).toMatchObject({ isDone: true, failures: [] });
    });

    it("has failed when what needs people has lasted too long", () => {
        const gracePeriod = new GracePeriod();
        judge(["web"], all(false), gracePeriod, 0);
        expect(judge(["web"], all(false), gracePeriod, 15_000)).toEqual({
            isDone: true,
            failures: [expect.stringContaining("image web:1 cannot be pulled")],
        });
    });
});
