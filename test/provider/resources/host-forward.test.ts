import { type EndpointRequest, type ForwarderStatus } from "../../../provider/forward/control";
import { RequestRefused } from "../../../provider/forward/control-client";
import { HostForward, type HostForwardInputs } from "../../../provider/resources/host-forward";
import { failure, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const inputs: HostForwardInputs = {
    root: "/home/ada/.pulumi-k3s",
    folder: "/home/ada/.pulumi-k3s/forward/0123",
    cluster: "shop/dev/k8s",
    name: "desk",
    namespace: "default",
    servicePort: 80,
    hostPort: 3000,
    forwardPort: 21_853,
    listenAddress: "172.18.0.1",
    subnets: ["172.18.0.0/16"],
    address: "172.18.0.1",
    network: "shop-dev-k8s",
    kubeconfig: "k",
};
const key = "host/desk";

/** A fake forwarder that only records its requests, and a node that connects to it. */
class ToldForwarder {
    readonly orders = new Map<string, EndpointRequest>();
    accepted = 0;
    runs = true;
    isLetThrough = true;
    refusal: Error | undefined;
    silence: string | undefined;

    readonly put = (_folder: string, name: string, order: EndpointRequest): Promise<void> => {
        if (this.refusal) return Promise.reject(this.refusal);
        this.orders.set(name, order);
        return Promise.resolve();
    };
    readonly probe = (): Promise<void> => (this.silence ? Promise.reject(new Error(this.silence)) : Promise.resolve());
    readonly remove = (_root: string, _folder: string, name: string): Promise<void> => {
        this.orders.delete(name);
        return Promise.resolve();
    };
    readonly status = (): Promise<ForwarderStatus | undefined> => {
        const traffic = { connections: 0, accepted: this.accepted, bytesFromClients: 0, bytesToClients: 0 };
        const endpoints = Object.fromEntries(
            [...this.orders].map(([name, { endpoint }]) => [
                name,
                { ...endpoint, ...traffic, state: "listening" as const },
            ]),
        );
        return Promise.resolve(this.runs ? { version: "1", pid: 1, cluster: "c", endpoints } : undefined);
    };
    readonly machine = () => ({
        knock: () => {
            if (this.isLetThrough) this.accepted++;
            return Promise.resolve();
        },
    });
}

let told: ToldForwarder;
let forward: HostForward;
let context: ReturnType<typeof recordingContext>;

beforeEach(() => {
    told = new ToldForwarder();
    forward = new HostForward(told);
    context = recordingContext();
});

it("has the forwarder listen for the cluster's network, and is ready when a node got there", async () => {
    const { id, outputs } = await forward.create(inputs, context);
    expect([id, outputs]).toEqual(["shop/dev/k8s/host/desk", inputs]);
    expect(told.orders.get(key)?.endpoint).toEqual({
        namespace: "default",
        service: "desk",
        port: 80,
        hostPort: 21_853,
        addresses: ["172.18.0.1"],
        answeredBy: { port: 3000, subnets: ["172.18.0.0/16"] },
    });
    expect(await forward.diff(id, outputs, inputs)).toEqual({ changes: false });
});

it("warns where no process answers", async () => {
    told.silence = "nothing listens on port 3000";
    await forward.create(inputs, context);
    expect(context.messages.at(-1)).toMatch(says("Service default/desk … answers: nothing listens on port 3000."));
});

it("names the firewall where nothing arrives from the cluster, and leaves nothing", async () => {
    told.isLetThrough = false;
    const message = await failure(() => forward.create(inputs, context));
    expect(message).toMatch(says("No connection … cluster … this machine … HostService desk"));
    expect(message).toMatch(/firewall accept TCP from 172\.18\.0\.0\/16/);
    expect(told.orders.size).toBe(0);
});

it("says why it does not listen", async () => {
    told.refusal = new RequestRefused({ message: "listen EADDRNOTAVAIL", code: "EADDRNOTAVAIL" });
    const message = await failure(() => forward.create(inputs, context));
    expect(message).toMatch(/desk cannot listen on port 21853 of 172\.18\.0\.1.*EADDRNOTAVAIL/s);
});

it("shows in a preview and a refresh that nothing listens, and is put back", async () => {
    const { id, outputs } = await forward.create(inputs, context);
    told.runs = false;
    expect(await forward.diff(id, outputs, inputs)).toEqual({ changes: true });
    const read = await forward.read(id, outputs);
    expect(read).toEqual({ ...inputs, problem: "no forwarder runs" });
    told.runs = true;
    expect(await forward.diff(id, read, inputs)).toEqual({ changes: true });
    expect(await forward.update(id, read, inputs, context)).toEqual(inputs);
    expect(await forward.read(id, outputs)).toEqual(inputs);
});

it("takes its place along when it is another cluster's, and goes with its last trace", async () => {
    const { id, outputs } = await forward.create(inputs, context);
    await forward.update(id, outputs, { ...inputs, name: "bench" }, context);
    expect([...told.orders.keys()]).toEqual(["host/bench"]);
    await forward.delete(id, { ...inputs, name: "bench" });
    expect(told.orders.size).toBe(0);
});
