import { connectKubernetes } from "../../../provider/kubernetes/client";
import { NodeScheduling, type NodeSchedulingInputs } from "../../../provider/resources/node-scheduling";
import { ScriptedServer } from "../kubernetes/scripted-server";
import { recordingContext } from "./fake-nodes";

const taint = { key: "dedicated", value: "gpu", effect: "NoSchedule" };

/** How often the node still changes between its read and the patch. */
let changes: number;
let taints: object[];
let version: number;
const server = new ScriptedServer(({ method, path, body }) => {
    const node = { metadata: { name: "dev-agent-0", resourceVersion: String(version) }, spec: { taints } };
    if (path === "/api/v1/nodes") return { items: [node] };
    if (path !== "/api/v1/nodes/dev-agent-0") return undefined;
    if (method === "GET") return { body: node };
    const patch = JSON.parse(body) as typeof node;
    if (changes > 0) {
        changes--;
        version++;
    }
    if (patch.metadata.resourceVersion !== String(version)) return { status: 409, body: { message: "conflict" } };
    ({ taints } = patch.spec);
    return { body: node };
});
const scheduling = new NodeScheduling({ connect: connectKubernetes });
let inputs: NodeSchedulingInputs;

jest.setTimeout(60_000);

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
    changes = 0;
    taints = [];
    version = 7;
    inputs = {
        kubeconfig: server.kubeconfig,
        clusterId: "0123",
        node: "dev-agent-0",
        containerId: "a1",
        labels: {},
        taints: ["dedicated=gpu:NoSchedule"],
        timeoutSeconds: 30,
    };
});

describe("a node's labels and taints", () => {
    it.each([0, 2])("are set and taken away when the node changes %d times meanwhile", async (times) => {
        changes = times;
        const { id, outputs } = await scheduling.create(inputs, recordingContext());
        expect(taints).toEqual([taint]);
        changes = times;
        await scheduling.delete(id, outputs);
        expect(taints).toEqual([]);
    });

    it("that could not be taken away are an error", async () => {
        taints = [taint];
        changes = 1_000;
        await expect(scheduling.delete("", { ...inputs, timeoutSeconds: 1 })).rejects.toThrow(
            /^.*labels and taints of node dev-agent-0 .*not removed within 1 s\.\n.*\nNext: .*changes it/,
        );
        expect(taints).toEqual([taint]);
    });

    it("go with the node", async () => {
        await scheduling.delete("", { ...inputs, node: "gone" });
        expect(taints).toEqual([]);
    });
});
