import { environmentSecrets } from "../../../../provider/redaction/credentials";
import { type NetworkFacts, unansweredNames } from "../../../../provider/cli/diagnose/network";
import { networkSection } from "../../../../provider/cli/diagnose/network-section";

const facts: NetworkFacts = {
    node: "shop-dev-server",
    registry: undefined,
    nodeProxies: [],
    hostProxies: { environment: {}, docker: {} },
    resolverLog: "",
    resolvedHere: [],
};
const cannot = "Unable to connect to the server: ";
const findings = (its: Partial<NetworkFacts>) => networkSection({ value: { ...facts, ...its } }).findings;
const timeout = "[ERROR] plugin/errors: 2 wiki.corp.test. A: read udp 10.42.0.3:36461->8.8.8.8:53: i/o timeout";

describe("the way to registries", () => {
    it("is well where the registry answers, whatever proxies there are", () => {
        const hostProxies = { environment: { https: "http://me:s3cret@proxy" }, docker: {} };
        const { findings: none, text } = networkSection({ value: { ...facts, hostProxies } });
        expect(none).toEqual([]);
        expect(text).toEqual([
            "- registry-1.docker.io from shop-dev-server: answers",
            "- proxies of the node: none",
            "- proxies of this machine: HTTPS_PROXY of the environment",
        ]);
    });

    it.each<[string, Partial<NetworkFacts>, RegExp]>([
        [
            "somebody looks into TLS",
            { registry: `${cannot}tls: failed to verify certificate: x509: certificate signed by unknown authority` },
            /shop-dev-server does not reach registry-1\.docker\.io: .*x509.*trust of the Cluster/,
        ],
        [
            "the node's proxy is not there",
            {
                registry:
                    "The connection to the server registry-1.docker.io was refused - did you specify the right host?",
                nodeProxies: ["HTTPS_PROXY"],
            },
            /proxy of the Cluster/,
        ],
        [
            "the node's proxy refuses",
            { registry: `${cannot}Proxy Authentication Required`, nodeProxies: ["HTTPS_PROXY"] },
            /correct the proxy of the nodes/,
        ],
        [
            "the environment has a proxy that nodes have not",
            {
                registry: `${cannot}dial tcp 1.2.3.4:443: i/o timeout`,
                hostProxies: { environment: { https: "http://me:s3cret@proxy" }, docker: {} },
            },
            /this machine has a proxy, HTTPS_PROXY of the environment \(give it to the nodes: proxy: "environment"\)$/,
        ],
        [
            "Docker's client has a proxy that nodes have not",
            {
                registry: `${cannot}dial tcp: lookup registry-1.docker.io on 127.0.0.11:53: no such host`,
                hostProxies: { environment: {}, docker: { https: "http://proxy" } },
            },
            /httpsProxy of the Docker client .*proxy: "docker"/,
        ],
        [
            "the node does not resolve what this machine does",
            {
                registry: `${cannot}dial tcp: lookup registry-1.docker.io on 127.0.0.11:53: no such host`,
                resolvedHere: ["registry-1.docker.io"],
            },
            /this machine resolves it \(.*dns\)/,
        ],
    ])("is told of where %s, with the argument to give", (_, its, finding) => {
        expect(findings(its)).toEqual([expect.stringMatching(finding)]);
        expect(findings(its).join()).not.toContain("s3cret");
    });

    it("is nobody's fault on a machine that is offline", () => {
        expect(findings({ registry: `${cannot}dial tcp: lookup registry-1.docker.io: no such host` })).toEqual([]);
    });
});

describe("whom pods ask for names", () => {
    it("is told of where no answer comes, once for each resolver", () => {
        const resolverLog = [timeout, timeout.replace("wiki", "git"), timeout.replace("8.8.8.8", "10.8.0.2")].join(
            "\n",
        );
        expect(findings({ resolverLog })).toEqual([
            "pods get no answer from the resolver 8.8.8.8: i/o timeout, asked for wiki.corp.test, git.corp.test (name resolvers that answer: dns)",
            "pods get no answer from the resolver 10.8.0.2: i/o timeout, asked for wiki.corp.test (name resolvers that answer: dns)",
        ]);
    });

    it("is told of with a name that this machine resolves", () => {
        expect(findings({ resolverLog: timeout, resolvedHere: ["wiki.corp.test"] })).toEqual([
            "pods get no answer from the resolver 8.8.8.8: i/o timeout; this machine resolves wiki.corp.test (name resolvers that answer: dns)",
        ]);
    });

    it("is told of where they are asked in a circle", () => {
        const resolverLog = '[FATAL] plugin/loop: Loop (127.0.0.1:47434 -> :53) detected for zone "."';
        expect(findings({ resolverLog })).toEqual([expect.stringContaining("CoreDNS asks itself")]);
    });

    it("is read from CoreDNS's log by either protocol", () => {
        const tcp = "[ERROR] plugin/errors: 2 a.example. AAAA: dial tcp 10.8.0.2:53: connect: connection refused";
        expect(unansweredNames(`started\n${timeout}\n${tcp}`)).toEqual([
            { name: "wiki.corp.test", resolver: "8.8.8.8", why: "i/o timeout" },
            { name: "a.example", resolver: "10.8.0.2", why: "connect: connection refused" },
        ]);
    });
});

it("the login of a proxy is a secret of its container, in every form", () => {
    const variables = [
        "HTTPS_PROXY=http://ci:p%40ss-w0rd@proxy:3128",
        "http_proxy=http://t0ken-alone@proxy",
        "A_PROXY=none",
    ];
    expect(environmentSecrets(variables)).toEqual(["p%40ss-w0rd", "p@ss-w0rd", "t0ken-alone", "t0ken-alone"]);
});
