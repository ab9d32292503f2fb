import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ApiError } from "../../../provider/kubernetes/errors";
import { look } from "../../../provider/kubernetes/look";
import { kubeconfigFor } from "../forward/fake-api-server";

/** The number of requests that the server leaves without an answer before it answers one. */
let silences: number;
let asked: number;
let status: number;
let server: Server;
let api: Api;

beforeEach(async () => {
    [silences, asked, status] = [0, 0, 200];
    server = createServer((_, response) => {
        if (++asked > silences) response.writeHead(status).end("seen");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    api = await connectKubernetes(kubeconfigFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});

afterEach(() => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    server.close();
});

/** Gives the first looks a very short time limit, as after a standstill of the machine. */
function hurried(looks: number): void {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const limits = jest.spyOn(AbortSignal, "timeout");
    limits.mockImplementation((limitMs) => timeout(limitMs === 5_000 && looks-- > 0 ? 100 : limitMs));
}

const answer = () => look(api, (signal) => api.request("GET", "/readyz", { signal }));

it("what answers is asked once", async () => {
    expect([await answer(), asked]).toEqual(["seen", 1]);
});

it("what does not answer in time is asked once more", async () => {
    silences = 1;
    hurried(1);
    expect([await answer(), asked]).toEqual(["seen", 2]);
});

it("what does not answer then either is given up", async () => {
    silences = Infinity;
    hurried(2);
    await expect(answer()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(asked).toBe(2);
});

it("what was silent is not waited for so long a moment later, and as before once it has answered", async () => {
    silences = 3;
    hurried(2);
    await expect(answer()).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(answer()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(asked).toBe(3);
    expect([await answer(), asked]).toEqual(["seen", 4]);
    silences = 5;
    jest.restoreAllMocks();
    hurried(1);
    expect([await answer(), asked]).toEqual(["seen", 6]);
});

it("what refuses, or takes no connection, is not asked again", async () => {
    status = 403;
    await expect(answer()).rejects.toEqual(new ApiError(403, "seen"));
    expect(asked).toBe(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const limits = jest.spyOn(AbortSignal, "timeout");
    await expect(answer()).rejects.toThrow("cannot be reached");
    // One time limit of the look, and one of the request.
    expect(limits).toHaveBeenCalledTimes(2);
});
