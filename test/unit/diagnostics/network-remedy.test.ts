import { networkRemedy } from "../../../provider/diagnostics/network-remedy";

const pull = 'failed to do request: Head "https://images.corp.test/v2/web/manifests/1": ';

/** As containerd says it of an image. */
it.each([
    [`${pull}tls: failed to verify certificate: x509: certificate signed by unknown authority`, "trust of the Cluster"],
    [
        `${pull}proxyconnect tcp: dial tcp 172.17.0.1:3128: connect: connection refused`,
        "correct the proxy of the nodes",
    ],
    [`${pull}Proxy Authentication Required`, "correct the proxy of the nodes"],
    [`${pull}Forbidden`, "correct the proxy of the nodes"],
    [`${pull}dial tcp: lookup images.corp.test on 127.0.0.11:53: no such host`, "resolves the name"],
    [`${pull}dial tcp 203.0.113.1:443: i/o timeout`, "reaches the address"],
])("what a node says of the network is mended by an argument: %s", (words, remedy) => {
    expect(networkRemedy(words)).toContain(remedy);
});

it.each([
    "unexpected status from HEAD request to https://images.corp.test/v2/web/manifests/1: 403 Forbidden",
    "images.corp.test/web:1: not found",
    `${pull}dial tcp 127.0.0.1:1: connect: connection refused`,
])("what is no affair of the network is left alone: %s", (words) => {
    expect(networkRemedy(words)).toBeUndefined();
});
