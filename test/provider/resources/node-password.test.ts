import { type Api } from "../../../provider/kubernetes/api";
import { ApiError, CaMismatch, Unreachable } from "../../../provider/kubernetes/errors";
import { NodeMember, type NodeMemberInputs } from "../../../provider/resources/node-member";
import { FakeNodes } from "./fake-nodes";

const inputs: NodeMemberInputs = {
    kubeconfig: "",
    clusterId: "0123",
    node: "dev-agent-0",
    container: "agent",
    containerId: "new",
    timeoutSeconds: 1,
};
const forgotten = "DELETE /api/v1/namespaces/kube-system/secrets/dev-agent-0.node-password.k3s";

/** Returns the requests that an update sends to a cluster whose first requests fail with these errors, in order. */
async function asked(old: NodeMemberInputs, ...answers: Error[]): Promise<string[]> {
    const requests: string[] = [];
    const request = (method: string, path: string) => {
        requests.push(`${method} ${path}`);
        const refusal = answers.shift();
        return refusal ? Promise.reject(refusal) : Promise.resolve({});
    };
    const connect = () => Promise.resolve({ server: "", request } as unknown as Api);
    expect(await new NodeMember({ connect, nodes: () => new FakeNodes() }).update("", old, inputs)).toEqual(inputs);
    return requests;
}

it("a node whose container was made anew may join with another password", async () => {
    const old = { ...inputs, containerId: "old" };
    expect(await asked(old)).toEqual([forgotten]);
    expect(await asked(old, new ApiError(404, "not found"))).toEqual([forgotten]);
    // The server may be starting.
    expect(await asked(old, new Unreachable("refused"))).toEqual([forgotten, forgotten]);
});

it("a node whose container is the same keeps its password", async () => {
    expect(await asked({ ...inputs, kubeconfig: "another way" })).toEqual([]);
});

it("a cluster that is another one, or does not answer in time, is left for others to report", async () => {
    const old = { ...inputs, containerId: "old" };
    expect(await asked(old, new CaMismatch("server", undefined))).toEqual([forgotten]);
    const silent = Array.from({ length: 100 }, () => new Unreachable("refused"));
    expect((await asked(old, ...silent)).length).toBeGreaterThan(1);
});
