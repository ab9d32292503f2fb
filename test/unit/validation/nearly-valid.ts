import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { certificate } from "../support/certificates";

/** What a program may give by mistake, and what goes with other arguments. */
export const mistakes = fc.oneof(
    fc.constantFrom(undefined, null, NaN, "", " ", "a b", -1, 0, 1, 65_536, 1.5, true, {}, [], [null], () => 1),
    fc.constantFrom(
        "10.42.0.0/16",
        "10.42.0.1/16",
        "v1.36.0-k3s1",
        "512Mi",
        "node",
        "api",
        "UDP",
        "./chart",
        "oci://x",
        "constructor",
    ),
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.integer(),
    fc.constantFrom("a", 1, true).map((value) => pulumi.output<unknown>(value)),
    fc.array(fc.anything(), { maxLength: 3 }),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

/** Of a cluster in production. */
export const kubeconfig = JSON.stringify({
    clusters: [{ name: "eu", cluster: { server: "https://eu.example:6443" } }],
    contexts: [{ name: "shop", context: { cluster: "eu", user: "deployer" } }],
    users: [{ name: "deployer", user: { token: "t" } }],
    "current-context": "shop",
});

type Arbitraries = Record<string, fc.Arbitrary<unknown>>;

/** Arguments of each component but their cluster, which are right but for one value in `share`, at any depth. */
export function nearlyValid(share: number): Record<string, fc.Arbitrary<object>> {
    const mostly = (right: fc.Arbitrary<unknown>) =>
        fc.oneof({ weight: share - 1, arbitrary: right }, { weight: 1, arbitrary: mistakes });
    const some = (...right: unknown[]) => mostly(fc.constantFrom(...right));
    const list = (element: fc.Arbitrary<unknown>) => mostly(fc.array(element, { maxLength: 2 }));
    const byName = (names: string[], value: fc.Arbitrary<unknown>) =>
        mostly(fc.dictionary(fc.oneof(...names.map(fc.constant), fc.string({ maxLength: 3 })), value, { maxKeys: 2 }));
    const of = (model: Arbitraries, ...requiredKeys: string[]) =>
        fc.oneof(
            { weight: share - 1, arbitrary: fc.record(model, { requiredKeys }) },
            { weight: 1, arbitrary: fc.record({ ...model, unknown: mistakes }, { requiredKeys: [] }) },
        );
    const nested = (model: Arbitraries, ...requiredKeys: string[]) => mostly(of(model, ...requiredKeys));

    const flag = some(true, false);
    const ports = mostly(fc.integer({ min: 1, max: 65_535 }));
    const seconds = some(1, 0.5, 300);
    const images = some("rancher/k3s:v1.36.0-k3s1", "localhost:5000/a/b", "registry:3");
    const volumes = some("data", "images_2");
    const addresses = some("10.0.0.1", "::1", "0.0.0.0");
    const urls = some("http://proxy.example:3128", "socks5://proxy:1080");
    const transform = fc.constant((args: object) => args);

    const node: Arbitraries = {
        extraArgs: list(some("--kubelet-arg=max-pods=20", "-v", "3", "constructor")),
        environment: byName(["A", "https_proxy", "constructor"], some("", "1", "a=b\nc")),
        labels: byName(["disk", "example.com/disk", "constructor"], some("", "ssd")),
        taints: list(some("a=b:NoSchedule", "example.com/a:NoExecute")),
        memory: some("2Gi", "4096Mi"),
        cpus: some(0.5, 4),
        volumes: list(
            nested(
                { source: some("data", "/srv"), target: some("/srv", "/var/lib/a"), readOnly: flag },
                "source",
                "target",
            ),
        ),
        ports: list(
            nested(
                { containerPort: ports, hostPort: ports, protocol: some("TCP", "UDP"), hostIP: addresses },
                ...["containerPort", "hostPort"],
            ),
        ),
    };
    const pem = (kind: string) => some(`-----BEGIN ${kind}-----\nb3Vycw==\n-----END ${kind}-----\n`);
    const hosts = ["docker.io", "r.example:5000", "registry:5000", "*", "[::1]:5000", "constructor"];
    const endpoints = some("https://m.example", "http://m.example:5000/v2", "https://m.example/path");
    const [password, authority] = [some("yes", 'a"b'), { ca: pem("CERTIFICATE") }];
    const config = fc.oneof(
        nested({ username: some("dev"), password, ...authority }, "username", "password"),
        nested({ token: some("t"), insecureSkipVerify: flag, ...authority }),
        nested({ certificate: pem("CERTIFICATE"), key: pem("EC PRIVATE KEY") }, "certificate", "key"),
    );
    const waits = { wait: flag, waitForJobs: flag, waitForLoadBalancers: flag, timeoutSeconds: seconds };
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
    return {
        Cluster: of({
            version: some("v1.36.0-k3s1"),
            image: images,
            agents: some(0, 1, 2),
            apiPort: ports,
            podSubnet: some("10.42.0.0/16", "10.60.0.0/16"),
            serviceSubnet: some("10.43.0.0/16", "10.61.0.0/16"),
            disable: list(some("traefik", "servicelb")),
            server: nested(node),
            agent: nested(node),
            hostAliases: list(nested({ ip: addresses, hostnames: list(some("a", "b.example")) }, "ip", "hostnames")),
            dns: fc.oneof(
                some("docker", "k3s"),
                list(some("10.8.0.2")),
                nested({
                    resolvers: mostly(fc.array(some("10.8.0.2"), { minLength: 1, maxLength: 3 })),
                    domains: byName(["corp.example"], mostly(fc.constant(["10.8.0.3"]))),
                }),
            ),
            trust: fc.oneof(some("host"), list(some(new pulumi.asset.StringAsset(certificate)))),
            proxy: fc.oneof(
                some("environment", "docker"),
                nested({ http: urls, https: urls, noProxy: list(some(".corp.example", "10.0.0.0/8")) }),
            ),
            network: some("mine"),
            dataVolume: fc.oneof(flag, volumes),
            images: list(images),
            kubeconfig: nested({ merge: some(true, "/tmp/config"), switchContext: flag }, "merge"),
            production: nested({ kubeconfig: some(kubeconfig), context: some("shop") }, "kubeconfig"),
            registries: nested({
                mirrors: byName(
                    hosts,
                    nested(
                        {
                            endpoints: mostly(fc.array(endpoints, { minLength: 1, maxLength: 2 })),
                            rewrite: byName(["^library/(.*)", "(?i)a"], some("$1")),
                        },
                        "endpoints",
                    ),
                ),
                configs: byName(hosts, config),
                pullThrough: list(some("docker.io", "ghcr.io", "[::1]:5000", "constructor")),
            }),
            registry: fc.oneof(flag, nested({ port: ports, image: images, volume: fc.oneof(flag, volumes) })),
            timeoutSeconds: seconds,
            dockerHost: some("unix:///var/run/docker.sock", "tcp://10.0.0.1:2376"),
            transform: nested({ server: transform, agent: transform, registry: transform, provider: transform }),
        }),
        AgentPool: of({ ...node, count: some(0, 1, 2), name: some("a", "pool-1"), timeoutSeconds: seconds, transform }),
        HelmRelease: of(
            {
                ...waits,
                chart: some("podinfo", "oci://r.example/podinfo"),
                repo: some("https://charts.example"),
                version: some("1.2.3"),
                namespace: some("apps"),
                createNamespace: flag,
                releaseName: some("podinfo"),
                values: byName(["a", "constructor", "__proto__"], fc.jsonValue({ maxDepth: 2 })),
                set: list(some("a.b=1", "a[0]=x", "constructor=1", "__proto__.a=1", "a={1,2}")),
                atomic: flag,
                skipCrds: flag,
                historyLimit: some(0, 10),
                transform,
            },
            "chart",
        ),
        HostService: of({ hostPort: ports, port: ports, namespace: some("apps") }, "hostPort"),
        Manifest: fc
            .record(
                {
                    ...waits,
                    yaml: some(JSON.stringify(object), "kind: List\napiVersion: v1\nitems: []\n"),
                    namespace: some("apps"),
                    force: flag,
                    transform,
                },
                { requiredKeys: ["yaml"] },
            )
            .chain((args) =>
                fc.boolean().map((asObjects) => {
                    const { yaml, ...others } = args;
                    return asObjects ? { ...others, objects: [object] } : { yaml, ...others };
                }),
            ),
        ServiceEndpoint: of(
            {
                service: some("web"),
                port: fc.oneof(ports, some("http", "a-1")),
                namespace: some("apps"),
                protocol: some("TCP", "UDP"),
                scheme: some("https", "redis"),
                hostPort: ports,
                via: some("node", "api"),
                forContainers: flag,
                timeoutSeconds: seconds,
            },
            "service",
            "port",
        ),
    };
}
