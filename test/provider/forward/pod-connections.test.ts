import { text } from "node:stream/consumers";
import { connectPod } from "../../../provider/forward/connect-pod";
import { PodConnections } from "../../../provider/forward/pod-connections";
import { parseKubeconfig } from "../../../provider/kubernetes/access/parse-kubeconfig";
import { type FakeApiServer, fakeApiServer, type FakePort } from "./fake-api-server";

let server: FakeApiServer;
let connections: PodConnections;

afterEach(() => {
    connections.close();
    server.close();
});

async function serve(port: (port: number, stream: FakePort) => void): Promise<void> {
    server = await fakeApiServer({ serve: port });
    const access = await parseKubeconfig(server.kubeconfig);
    connections = new PodConnections((pod) => connectPod(access, pod));
}

const target = (port: number) => ({ namespace: "shop", pod: "web-0", port });
const echo = (_port: number, stream: FakePort) => {
    stream.onData = (bytes) => stream.send(bytes, stream.hasEnded);
};

async function ask(port: number, question: string): Promise<string> {
    const stream = await connections.open(target(port));
    stream.end(question);
    return text(stream);
}

it("uses a connection again for the same port, and shares few among many that come at once", async () => {
    await serve(echo);
    expect([await ask(80, "one"), await ask(80, "two")]).toEqual(["one", "two"]);
    expect(server.connections.length).toBe(1);
    const questions = Array.from({ length: 400 }, (_, index) => `question ${index}`);
    expect(await Promise.all(questions.map((question) => ask(81, question)))).toEqual(questions);
    expect(server.connections.length).toBe(3);
});

it("takes another connection after a port was refused, and lets what is open on the first go on", async () => {
    let isRefused = false;
    await serve((port, stream) => (isRefused ? stream.refuse("connection refused") : echo(port, stream)));
    const open = await connections.open(target(80));
    isRefused = true;
    await expect(ask(80, "lost")).rejects.toThrow("connection refused");
    isRefused = false;
    expect(await ask(80, "again")).toBe("again");
    expect(server.connections.length).toBe(2);
    open.end("still here");
    expect(await text(open)).toBe("still here");
});

it("takes another connection where one has fallen silent", async () => {
    await serve(echo);
    const open = await connections.open(target(80));
    const [first] = server.transports;
    first?.pause();
    expect(await ask(80, "again")).toBe("again");
    expect(server.connections.length).toBe(2);
    first?.resume();
    open.end("still here");
    expect(await text(open)).toBe("still here");
});
