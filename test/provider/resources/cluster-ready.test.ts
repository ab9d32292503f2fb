import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ClusterReady } from "../../../provider/resources/cluster-ready";
import { type Answer, type Asked, ScriptedServer } from "../kubernetes/scripted-server";
import { answeringResolvers, FakeNodes, recordingContext } from "./fake-nodes";

const name = "dev-server";
const refusals = 2;
let descriptions = 0;

/**
 * Answers as a ready cluster, except that it fails twice to describe its types, which can take an API server too long.
 */
function answer({ path }: Asked): Answer {
    if (path === "/openapi/v2") {
        descriptions++;
        return descriptions > refusals ? { body: {} } : { status: 504, body: { message: "it took too long" } };
    }
    if (path === "/version") return { body: { gitVersion: "v1.34.4+k3s1" } };
    if (path.endsWith("/nodes")) {
        return { items: [{ metadata: { name }, status: { conditions: [{ type: "Ready", status: "True" }] } }] };
    }
    if (path.endsWith("/leases")) {
        return { items: [{ metadata: { name }, spec: { renewTime: new Date().toISOString() } }] };
    }
    return { items: path.endsWith("/serviceaccounts") ? [{ metadata: { name: "default" } }] : [] };
}

const server = new ScriptedServer(answer);

beforeAll(() => server.start());
afterAll(() => server.stop());

it("waits until the API server has described its types, for which the Kubernetes plugin has less patience", async () => {
    const nodes = new FakeNodes({ "shop-dev-server": {} });
    const inputs = {
        kubeconfig: server.kubeconfig,
        clusterId: "0123",
        serverContainer: "shop-dev-server",
        serverContainerId: "shop-dev-server-id",
        serverPlace: { network: "dev", aliases: [] },
        serverNode: name,
        keepsData: false,
        coreDns: false,
        timeoutSeconds: 60,
    };
    const context = recordingContext();
    const ready = new ClusterReady({ nodes: () => nodes, connect: connectKubernetes, resolvers: answeringResolvers });
    const { outputs } = await ready.create(inputs, context);
    expect(outputs.kubernetesVersion).toBe("v1.34.4+k3s1");
    expect(descriptions).toBe(refusals + 1);
    expect(context.messages).toContain("waiting for the API server to describe its types");
});
