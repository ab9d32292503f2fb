import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ClusterReady } from "../../../provider/resources/cluster-ready";
import { answeringResolvers, failure, FakeNodes, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

/** A client certificate of system:admin that expired at the end of 2024, signed by an authority that nobody has. */
const expired = `-----BEGIN CERTIFICATE-----
MIIBLzCB1gIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1rM3MtY2xpZW50LWNh
MB4XDTI0MDEwMTAwMDAwMFoXDTI1MDEwMTAwMDAwMFowMDEXMBUGA1UECgwOc3lz
dGVtOm1hc3RlcnMxFTATBgNVBAMMDHN5c3RlbTphZG1pbjBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABJKcRL78VFu7I9gISEVW/4Mt9CREJY/kxedYGZlz93oZ0Nd2
XiWSSEHYgsN9laNmCrLWQCpDmYgynR9NCNB8zlkwCgYIKoZIzj0EAwIDSAAwRQIh
AP9alaRV8pAiJPUO7SIV+ST3Ektq6nXsEkscHZUZg/oWAiAPzc2Op+MuqAjh22RX
0EUuFa9ppFC72a5URnuPdIvIcg==
-----END CERTIFICATE-----
`;

let server: Server;

beforeAll(async () => {
    const status = JSON.stringify({ kind: "Status", message: "Unauthorized", code: 401 });
    server = createServer((_, response) => {
        response.writeHead(401, { "Content-Type": "application/json" }).end(status);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
});

afterAll(() => {
    server.closeAllConnections();
    server.close();
});

it("credentials that the API server refuses are told of at once, with what renews them", async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const user = { "client-certificate-data": base64(expired) };
    const kubeconfig = renderKubeconfig("dev", url, { certificateAuthority: base64("none"), user }).replace(
        /( +)server:/,
        "$1insecure-skip-tls-verify: true\n$&",
    );
    const nodes = new FakeNodes({ "shop-dev-server": {} });
    const inputs = {
        kubeconfig,
        clusterId: "0123",
        serverContainer: "shop-dev-server",
        serverContainerId: "shop-dev-server-id",
        serverPlace: { network: "dev", aliases: [] },
        serverNode: "dev-server",
        keepsData: false,
        coreDns: true,
        timeoutSeconds: 60,
    };
    const ready = new ClusterReady({ nodes: () => nodes, connect: connectKubernetes, resolvers: answeringResolvers });
    const message = await failure(() => ready.create(inputs, recordingContext()));
    expect(message).toMatch(
        says(
            "API server in shop-dev-server refuses … credentials.\n" +
                "  Unauthorized\n" +
                " … client certificate … until 2025-01-01T00:00:00.000Z\n" +
                "Next: … docker restart shop-dev-server … pulumi up",
        ),
    );
});
