import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import Docker from "dockerode";
import { hasImage, provideNodeImage, pull } from "../../../../provider/docker/images/node-image";

let server: Server;
let answer: { status: number; body: string };
let requests: string[];
let logins: (string | undefined)[];
let docker: Docker;

beforeAll(async () => {
    server = createServer((request, response) => {
        requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
        const login = request.headers["x-registry-auth"] as string | undefined;
        logins.push(login && Buffer.from(login, "base64url").toString("utf8"));
        response.statusCode = answer.status;
        response.end(answer.body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    docker = new Docker({ protocol: "http", host: "127.0.0.1", port: (server.address() as AddressInfo).port });
});

beforeEach(() => {
    requests = [];
    logins = [];
});

afterAll(() => {
    server.close();
});

describe("hasImage", () => {
    it.each([
        [200, true],
        [404, false],
    ])("with status %d is %s", async (status, expected) => {
        answer = { status, body: "{}" };
        expect(await hasImage(docker, "rancher/k3s:v1.36.0-k3s1")).toBe(expected);
    });

    it("throws what else the daemon says", async () => {
        answer = { status: 500, body: JSON.stringify({ message: "layer store is broken" }) };
        await expect(hasImage(docker, "rancher/k3s:v1.36.0-k3s1")).rejects.toThrow("layer store is broken");
    });
});

describe("pull", () => {
    const layer = JSON.stringify({ status: "Downloading", id: "a" });

    it("has no problem when the stream ends well, and asks for name and tag", async () => {
        answer = { status: 200, body: `${layer}\n${JSON.stringify({ status: "Status: Downloaded" })}\n` };
        expect(await pull(docker, "registry:5000/k3s:v1")).toBeUndefined();
        expect(requests).toEqual(["POST /images/create?fromImage=registry%3A5000%2Fk3s&tag=v1"]);
    });

    it("tells of a failure in the middle of the stream", async () => {
        answer = { status: 200, body: `${layer}\n${JSON.stringify({ error: "unexpected EOF" })}\n` };
        expect(await pull(docker, "rancher/k3s:v1")).toBe("unexpected EOF");
    });

    it("tells of a refusal in the daemon's own words", async () => {
        answer = { status: 404, body: JSON.stringify({ message: "pull access denied for nobody/nothing" }) };
        expect(await pull(docker, "nobody/nothing:1")).toBe("pull access denied for nobody/nothing");
    });

    it("hands the login on to the daemon, and not in the address", async () => {
        answer = { status: 200, body: "" };
        const credentials = { serveraddress: "private.example", username: "dev", password: "s3cret?>" };
        expect(await pull(docker, "private.example/k3s:v1", credentials)).toBeUndefined();
        expect(requests).toEqual(["POST /images/create?fromImage=private.example%2Fk3s&tag=v1"]);
        expect(JSON.parse(logins[0] ?? "")).toEqual(credentials);
    });
});

describe("a node image that the daemon does not have", () => {
    it("is asked for with the user's login, and refused with what to do", async () => {
        answer = { status: 404, body: JSON.stringify({ message: "unauthorized: authentication required" }) };
        const asked: string[] = [];
        const credentialsOf = (image: string) => {
            asked.push(image);
            return Promise.resolve({ serveraddress: "private.example", identitytoken: "token" });
        };
        const provided = provideNodeImage(docker, "private.example/k3s:v1", credentialsOf);
        await expect(provided).rejects.toThrow(
            /cannot pull it\.\n {2}unauthorized: authentication required\nNext: [^]*docker login private\.example/,
        );
        expect(asked).toEqual(["private.example/k3s:v1"]);
        expect(logins.at(-1)).toBe('{"serveraddress":"private.example","identitytoken":"token"}');
    });

    it.each([
        [
            "x509: certificate signed by unknown authority",
            /certs\.d\/private\.example\/ca\.crt.*trust of the Cluster is for nodes/,
        ],
        ["proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused", /the Docker daemon's own proxy/],
    ])("says whose network is meant where the daemon says: %s", async (words, next) => {
        answer = { status: 404, body: JSON.stringify({ message: `Get "https://private.example/v2/": ${words}` }) };
        const provided = provideNodeImage(docker, "private.example/k3s:1", () => Promise.resolve(undefined));
        await expect(provided).rejects.toThrow(next);
    });
});
