import { type EndpointRequest, type ForwarderStatus } from "../../../provider/forward/control";
import { NoForwarder, RequestRefused } from "../../../provider/forward/control-client";
import { type EndpointStatus } from "../../../provider/forward/forwarder";
import { AccessFailure } from "../../../provider/kubernetes/errors";
import { Forward, type ForwarderAccess, type ForwardInputs } from "../../../provider/resources/forward";
import { failure, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const inputs: ForwardInputs = {
    root: "/home/ada/.pulumi-k3s",
    folder: "/home/ada/.pulumi-k3s/forward/0123",
    cluster: "shop/dev/k8s",
    name: "web",
    kubeconfig: "k",
    clusterId: "0123",
    namespace: "default",
    service: "podinfo",
    port: 80,
    hostPort: 31_853,
    forContainers: false,
    timeoutSeconds: 1,
};

/** A fake forwarder that only records its requests. */
class ToldForwarder implements ForwarderAccess {
    readonly orders = new Map<string, EndpointRequest>();
    /** The errors of the next probes. The last one repeats; without any, a probe succeeds. */
    refusals: Error[] = [];
    runs = true;
    /** The problem of all its listeners. */
    trouble: Pick<EndpointStatus, "isRefused" | "problem"> = {};
    isHealedByProbe = false;

    put(_folder: string, name: string, order: EndpointRequest): Promise<void> {
        this.orders.set(name, order);
        return Promise.resolve();
    }

    probe(): Promise<void> {
        if (this.isHealedByProbe) this.trouble = {};
        const refusal = this.refusals.length > 1 ? this.refusals.shift() : this.refusals[0];
        return refusal ? Promise.reject(refusal) : Promise.resolve();
    }

    status(): Promise<ForwarderStatus | undefined> {
        if (!this.runs) return Promise.resolve(undefined);
        const none = { connections: 0, accepted: 0, bytesFromClients: 0, bytesToClients: 0 };
        const endpoints: ForwarderStatus["endpoints"] = {};
        for (const [name, { endpoint }] of this.orders) {
            const state = endpoint.isStopped ? "stopped" : "listening";
            endpoints[name] = { ...endpoint, ...none, state, ...this.trouble };
        }
        return Promise.resolve({ version: "1.0.0", pid: 1, cluster: inputs.cluster, endpoints });
    }

    remove(_root: string, _folder: string, name: string): Promise<void> {
        this.orders.delete(name);
        return Promise.resolve();
    }

    gateway(): Promise<string | undefined> {
        return Promise.resolve("172.17.0.1");
    }
}

const context = recordingContext();
let forwarder: ToldForwarder;
let forward: Forward;

beforeEach(() => {
    forwarder = new ToldForwarder();
    forward = new Forward(forwarder);
});

describe("a Forward", () => {
    it("is there when a connection reaches a pod", async () => {
        const refused = new RequestRefused({ message: "no pod behind the Service default/podinfo is ready" });
        forwarder.refusals = [refused, new NoForwarder("ended"), undefined as unknown as Error];
        const patient = { ...inputs, timeoutSeconds: 30 };
        expect(await forward.create(patient, context)).toEqual({ id: "shop/dev/k8s/web", outputs: patient });
        expect(forwarder.orders.get("web")?.endpoint).toEqual({
            namespace: "default",
            service: "podinfo",
            port: 80,
            hostPort: 31_853,
            addresses: ["127.0.0.1"],
        });
    });

    it("listens for containers on the bridge's gateway, never on all addresses", async () => {
        await forward.create({ ...inputs, forContainers: true }, context);
        expect(forwarder.orders.get("web")?.endpoint.addresses).toEqual(["127.0.0.1", "172.17.0.1"]);
    });

    it("tells at once what time does not mend, and leaves nothing that listens", async () => {
        const { message, code } = new AccessFailure("The plugin is not installed.", ["see example.com"], "install it");
        forwarder.refusals = [new RequestRefused({ message, code })];
        const text = await failure(() => forward.create({ ...inputs, timeoutSeconds: 3_600 }, context));
        expect(text).toBe("The plugin is not installed.\n  see example.com\nNext: install it");
        expect(forwarder.orders.size).toBe(0);
    });

    it("tells at the deadline why no pod takes a connection, and leaves nothing that listens", async () => {
        forwarder.refusals = [new RequestRefused({ message: "connect to 127.0.0.1:80: connection refused" })];
        const text = await failure(() => forward.create(inputs, context));
        expect(text).toMatch(says("default/podinfo:80 … API server within 1 s"));
        expect(text).toContain("connection refused");
        expect(text).toContain("npx pulumi-k3s endpoints logs web");
        expect(forwarder.orders.size).toBe(0);
    });

    const stop = () => {
        const order = forwarder.orders.get("web") as EndpointRequest;
        forwarder.orders.set("web", { ...order, endpoint: { ...order.endpoint, isStopped: true } });
    };

    it.each([
        { name: "somebody stopped it", change: stop, problem: "it does not listen" },
        { name: "no forwarder runs", change: () => (forwarder.runs = false), problem: "no forwarder runs" },
        { name: "nobody carries it", change: () => forwarder.orders.clear(), problem: "it does not listen" },
        {
            name: "its credentials are refused",
            change: () => (forwarder.trouble = { isRefused: true, problem: "Unauthorized" }),
            problem: "Unauthorized",
        },
    ])("is put back by the next up when $name; a refresh tells, and forgets nothing", async ({ change, problem }) => {
        await forward.create(inputs, context);
        expect(await forward.diff("", inputs, inputs)).toEqual({ changes: false });
        expect(await forward.read("", inputs)).toEqual(inputs);
        change();
        expect(await forward.diff("", inputs, inputs)).toEqual({ changes: true });
        const found = await forward.read("", inputs);
        expect(found).toEqual({ ...inputs, problem });
        forwarder.runs = true;
        forwarder.trouble = {};
        expect(await forward.diff("", found, inputs)).toEqual({ changes: true });
        expect(await forward.update("", found, inputs, context)).toEqual(inputs);
        expect(forwarder.orders.get("web")?.endpoint.isStopped).toBeUndefined();
        expect(await forward.read("", found)).toEqual(inputs);
    });

    it("is no drift where a refusal is over when it is asked once more", async () => {
        await forward.create(inputs, context);
        forwarder.trouble = { isRefused: true, problem: "Unauthorized" };
        forwarder.isHealedByProbe = true;
        expect(await forward.diff("", inputs, inputs)).toEqual({ changes: false });
    });

    it("is no drift where its pods alone are not ready", async () => {
        await forward.create(inputs, context);
        forwarder.trouble = { problem: "no pod behind the Service default/podinfo is ready" };
        expect(await forward.diff("", inputs, inputs)).toEqual({ changes: false });
        expect(await forward.read("", inputs)).toEqual(inputs);
    });

    it("is updated in place, and moves when its cluster or its name does", async () => {
        await forward.create(inputs, context);
        expect(await forward.diff("", inputs, { ...inputs, port: 81 })).toEqual({ changes: true });
        const renamed = { ...inputs, name: "shop", port: 81 };
        expect(await forward.update("", inputs, renamed, context)).toBe(renamed);
        expect([...forwarder.orders.keys()]).toEqual(["shop"]);
    });

    it("ends with its endpoint", async () => {
        await forward.create(inputs, context);
        forwarder.runs = false;
        await forward.delete("", await forward.read("", inputs));
        expect(forwarder.orders.size).toBe(0);
    });
});
