import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import Docker from "dockerode";
import { RelayedEndpoints } from "../../../provider/endpoints/relayed-endpoints";
import { endpointLabel } from "../../../shared/labels";

/** A daemon that has listed two relays, of which the running one is removed before it is asked about. */
const server = createServer((request, response) => {
    const relay = (name: string, State: string) => ({ Id: name, State, Labels: { [endpointLabel]: name }, Ports: [] });
    const isList = request.url?.startsWith("/containers/json");
    const answer = isList ? [relay("gone", "running"), relay("kept", "exited")] : { message: "No such container" };
    response.writeHead(isList ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(answer));
}).listen(0, "127.0.0.1");

beforeAll(() => server.listening || once(server, "listening"));
afterAll(() => {
    server.closeAllConnections();
    server.close();
});

it("a relay that is removed meanwhile hides no other", async () => {
    const { port } = server.address() as AddressInfo;
    const docker = new Docker({ host: "127.0.0.1", port, protocol: "http" });
    const endpoints = await new RelayedEndpoints(() => Promise.resolve(docker)).list();
    expect(endpoints.map(({ row: { name, state } }) => [name, state])).toEqual([
        ["gone", "listening"],
        ["kept", "stopped"],
    ]);
});
