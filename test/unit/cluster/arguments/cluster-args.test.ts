import * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { checkClusterArgs } from "../../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { messageOf, refusalOf } from "../../support/refusal";

const label = 'a DNS label (1 to 63 of a-z, 0-9 and "-", with a letter or digit first and last)';
const image = 'an image reference such as "rancher/k3s:v1.34.4-k3s1"';
const subnet = 'an IPv4 network such as "10.42.0.0/16", with no host bits set';
const duration = "a number of seconds, more than 0 and at most 86400";

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ version: "1.34.4" }, 'version must be a K3s version such as "v1.34.4-k3s1", but is "1.34.4"'],
    [{ version: "v1.34.4+k3s1" }, 'version must be a K3s version such as "v1.34.4-k3s1", but is "v1.34.4+k3s1"'],
    [{ version: " " }, 'version must be a K3s version such as "v1.34.4-k3s1", but is " "'],
    [{ image: "" }, `image must be ${image}, but is ""`],
    [{ image: "rancher/K3S" }, `image must be ${image}, but is "rancher/K3S"`],
    [
        { image: "rancher/k3s:v1.34.4-k3s1", version: "v1.34.4-k3s1" },
        "image cannot be given together with version: give one of them",
    ],
    [{ agents: -1 }, "agents must be an integer from 0 to 50, but is -1"],
    [{ agents: 51 }, "agents must be an integer from 0 to 50, but is 51"],
    [{ agents: 1.5 }, "agents must be an integer from 0 to 50, but is 1.5"],
    [{ agents: "2" }, 'agents must be an integer from 0 to 50, but is "2"'],
    [
        { agents: pulumi.output(2) },
        "agents must be an integer from 0 to 50, known before anything is created, but is an Output",
    ],
    [{ apiPort: 0 }, "apiPort must be an integer from 1 to 65535, but is 0"],
    [{ apiPort: 65536 }, "apiPort must be an integer from 1 to 65535, but is 65536"],
    [{ podSubnet: "" }, `podSubnet must be ${subnet}, but is ""`],
    [{ podSubnet: "10.42.0.1/16" }, `podSubnet must be ${subnet}, but is "10.42.0.1/16"`],
    [{ serviceSubnet: "10.43.0.0" }, `serviceSubnet must be ${subnet}, but is "10.43.0.0"`],
    [{ serviceSubnet: "10.43.0.0/33" }, `serviceSubnet must be ${subnet}, but is "10.43.0.0/33"`],
    [
        { podSubnet: "10.50.0.0/16", serviceSubnet: "10.50.128.0/20" },
        "serviceSubnet is 10.50.128.0/20, which overlaps podSubnet 10.50.0.0/16",
    ],
    [{ podSubnet: "10.0.0.0/8" }, "serviceSubnet is 10.43.0.0/16, which overlaps podSubnet 10.0.0.0/8"],
    [{ serviceSubnet: "10.42.0.0/24" }, "serviceSubnet is 10.42.0.0/24, which overlaps podSubnet 10.42.0.0/16"],
    [{ podSubnet: "10.42.0.0/25" }, "podSubnet is 10.42.0.0/25, too small: each node takes a /24 of it"],
    [{ podSubnet: "10.42.0.0/23", agents: 2 }, "podSubnet is 10.42.0.0/23, too small for 3 nodes"],
    [{ podSubnet: "0.0.0.0/1" }, "podSubnet is 0.0.0.0/1, too large: Kubernetes takes a /8 at most"],
    [{ serviceSubnet: "10.43.0.0/29" }, "serviceSubnet is 10.43.0.0/29, too small: it must be a /28 at least"],
    [{ serviceSubnet: "172.0.0.0/11" }, "serviceSubnet is 172.0.0.0/11, too large: Kubernetes takes a /12 at most"],
    [{ disable: "traefik" }, 'disable must be a list, but is "traefik"'],
    [{ disable: [""] }, `disable[0] must be ${label}, but is ""`],
    [{ server: { extraArgs: ["--debug", " "] } }, 'server.extraArgs[1] must be text that is not blank, but is " "'],
    [{ server: { extraArgs: [null] } }, "server.extraArgs[0] must be text that is not blank, but is null"],
    [{ agent: { extraArgs: [""] } }, 'agent.extraArgs[0] must be text that is not blank, but is ""'],
    [
        { server: { extraArgs: ["--disable=coredns"] } },
        "server.extraArgs[0] is --disable, which the node sets itself: use",
    ],
    [{ server: { extraArgs: ["--cluster-cidr", "10.0.0.0/16"] } }, "itself: use the cluster's podSubnet"],
    [{ server: { extraArgs: ["-service-cidr=10.0.0.0/16"] } }, "itself: use the cluster's serviceSubnet"],
    [
        { agent: { extraArgs: ["--debug", "--data-dir=/data"] } },
        "agent.extraArgs[1] is --data-dir, which the node sets",
    ],
    [{ server: { extraArgs: ["-d", "/data"] } }, "server.extraArgs[0] is -d, which the node sets itself: use"],
    [{ server: { extraArgs: ["--write-kubeconfig-mode=644"] } }, "itself: use the cluster's kubeconfig"],
    [{ server: { extraArgs: ["--https-listen-port=443"] } }, "itself: use the cluster's apiPort"],
    [{ images: [""] }, `images[0] must be ${image}, but is ""`],
    [{ kubeconfig: true }, "kubeconfig must be an object, but is true"],
    [{ kubeconfig: { merge: "" } }, 'kubeconfig.merge must be true or false; or text that is not blank, but is ""'],
    [
        { kubeconfig: { merge: pulumi.output("config") } },
        "kubeconfig.merge must be true or false; or text that is not blank, known before anything is created, but is an Output",
    ],
    [{ kubeconfig: { merge: true, switchContext: 1 } }, "kubeconfig.switchContext must be true or false, but is 1"],
    [{ kubeconfig: { switchContext: true } }, "kubeconfig.switchContext needs merge"],
    [{ kubeconfig: { merge: false, switchContext: true } }, "kubeconfig.switchContext needs merge"],
    [{ kubeconfig: { switch: true } }, "kubeconfig.switch is not an argument; there are: merge, switchContext"],
    [{ timeoutSeconds: 0 }, `timeoutSeconds must be ${duration}, but is 0`],
    [{ timeoutSeconds: Number.NaN }, `timeoutSeconds must be ${duration}, but is NaN`],
    [{ timeoutSeconds: 86401 }, `timeoutSeconds must be ${duration}, but is 86401`],
    [{ dockerHost: "" }, 'dockerHost must be text that is not blank, but is ""'],
    [{ transform: { servers: () => ({}) } }, 'transform.servers is not an argument; did you mean "server"?'],
    [{ transform: { agent: "more" } }, 'transform.agent must be a function; or an object, but is "more"'],
    [{ agnets: 2 }, 'agnets is not an argument; did you mean "agents"?'],
    [{ agent: 2 }, "agent must be an object, but is 2"],
    [{ server: { labels: { "-a": "b" } } }, 'a name in server.labels must be a label such as "disk"'],
    [{ server: { labels: { a: "b c" } } }, "server.labels.a must be a label's value"],
    [{ server: { labels: { "kubernetes.io/hostname": "a" } } }, "which the node sets itself"],
    [{ server: { taints: ["a=b"] } }, 'server.taints[0] must be a taint such as "dedicated=gpu:NoSchedule"'],
    [{ server: { memory: "256Mi" } }, 'server.memory must be an amount of memory such as "4Gi", at least 512Mi'],
    [{ server: { memory: 2048 } }, "server.memory must be an amount of memory"],
    [{ server: { cpus: 0 } }, "server.cpus must be a number of CPUs, at least 0.1, with at most 3 decimals, but is 0"],
    [{ server: { environment: { "A-B": "c" } } }, "must be the name of an environment variable"],
    [{ server: { environment: { K3S_TOKEN: "c" } } }, "K3S_TOKEN, which the node sets itself"],
    [{ server: { environment: { K3S_KUBECONFIG_OUTPUT: "/a" } } }, "K3S_KUBECONFIG_OUTPUT, which the node sets itself"],
    [{ server: { volumes: [{ source: "a", target: "b" }] } }, "server.volumes[0].source must be a volume's name"],
    [
        { server: { volumes: [{ source: "/a", target: "b" }] } },
        'server.volumes[0].target must be an absolute path, but is "b"',
    ],
    [
        { dataVolume: true, server: { volumes: [{ source: "/a", target: "/var/lib/rancher/k3s" }] } },
        "server.volumes[0].target is /var/lib/rancher/k3s, where something else is already mounted",
    ],
    [
        { server: { ports: [{ containerPort: 6443, hostPort: 6443 }] } },
        "server.ports[0].containerPort is 6443, the port of the API server: use apiPort",
    ],
    [
        { server: { ports: [1, 2].map((containerPort) => ({ containerPort, hostPort: 80 })) } },
        "server.ports[1].hostPort is 80, which another port uses already",
    ],
    [
        { agents: 2, agent: { ports: [{ containerPort: 80, hostPort: 80 }] } },
        "agent.ports cannot be published by 2 nodes at once",
    ],
    [
        { apiPort: 6550, server: { ports: [{ containerPort: 80, hostPort: 6550 }] } },
        "server.ports[0].hostPort is 6550, which apiPort has already",
    ],
    [
        {
            agents: 1,
            server: { ports: [{ containerPort: 80, hostPort: 80, hostIP: "10.0.0.1" }] },
            agent: { ports: [{ containerPort: 80, hostPort: 80, hostIP: "0.0.0.0" }] },
        },
        "agent.ports[0].hostPort is 80, which server.ports[0].hostPort has already",
    ],
    [{ apiPort: 5000, registry: { port: 5000 } }, "registry.port is 5000, which apiPort has already"],
    [{ hostAliases: [{ ip: "db", hostnames: ["db"] }] }, 'hostAliases[0].ip must be an IP address, but is "db"'],
    [{ hostAliases: [{ ip: "10.0.0.1", hostnames: ["d b"] }] }, "hostAliases[0].hostnames[0] must be DNS labels"],
    [{ dns: "8.8.8.8" }, 'dns must be "docker", "k3s", a list of resolvers or an object, but is "8.8.8.8"'],
    [{ dns: [] }, "dns must have one to 3 resolvers, but has 0"],
    [{ dns: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"] }, "dns must have one to 3 resolvers, but has 4"],
    [{ dns: ["127.0.0.53"] }, "dns[0] must be the IPv4 address of a resolver, and none of the loopback"],
    [{ dns: { resolvers: ["fd00::1"] } }, "dns.resolvers[0] must be the IPv4 address of a resolver"],
    [{ dns: { domain: {} } }, 'dns.domain is not an argument; did you mean "domains"?'],
    [
        { dns: { domains: { "corp.example": [] } } },
        'dns.domains["corp.example"] must have one to 3 resolvers, but has 0',
    ],
    [{ dns: { domains: { "*.corp": ["10.8.0.2"] } } }, "a name in dns.domains must be DNS labels"],
    [
        { dns: { domains: { "svc.cluster.local": ["10.8.0.2"] } } },
        "a name in dns.domains is svc.cluster.local, which the cluster answers for itself",
    ],
    [
        { dns: { domains: { db: ["10.8.0.2"] } }, hostAliases: [{ ip: "10.0.0.1", hostnames: ["db"] }] },
        'dns.domains["db"] is a name that every pod has an address for',
    ],
    [
        { dns: { domains: { "host.docker.internal": ["10.8.0.2"] } } },
        'dns.domains["host.docker.internal"] is a name that every pod has an address for',
    ],
    [
        { dns: { domains: { corp: ["10.8.0.2"] } }, disable: ["coredns"] },
        "dns.domains needs CoreDNS, which disable leaves out",
    ],
    [
        { dns: "docker", agent: { environment: { K3S_RESOLV_CONF: "/data/resolv.conf" } } },
        "agent.environment.K3S_RESOLV_CONF cannot be given together with dns",
    ],
    [
        { dns: "docker", server: { extraArgs: ["--debug", "--resolv-conf=/data/resolv.conf"] } },
        "server.extraArgs[1] cannot be given together with dns",
    ],
    [{ network: "host" }, "network must be a network where containers resolve each other's names"],
    [{ colour: "red" }, "colour is not an argument; there are:"],
];

const accepted: ClusterArgs[] = [
    {},
    { version: "v1.34.4-k3s1" },
    { version: "v1.36.0-rc1-k3s1" },
    { image: "registry.example:5000/k3s@sha256:0123456789abcdef0123456789abcdef" },
    { agents: 0 },
    { agents: 50 },
    { apiPort: 1 },
    { apiPort: 65535 },
    { podSubnet: "10.43.0.0/16", serviceSubnet: "10.42.0.0/16" },
    { podSubnet: "10.42.0.0/24", serviceSubnet: "10.43.0.0/28" },
    { podSubnet: "10.42.0.0/25", server: { extraArgs: ["--kube-controller-manager-arg=node-cidr-mask-size=26"] } },
    { disable: [] },
    { disable: ["traefik", "coredns"] },
    { server: { extraArgs: ["--node-ip=10.0.0.1"] }, agent: { extraArgs: ["--debug"] } },
    { server: { labels: { disk: "fast", "example.com/zone": "" }, taints: ["a=b:NoSchedule", "c:NoExecute"] } },
    { server: { memory: "2Gi", cpus: 1.5, environment: { HTTPS_PROXY: "", http_proxy: "http://p:3128" } } },
    {
        agent: {
            volumes: [
                { source: "/srv", target: "/srv", readOnly: true },
                { source: "cache", target: "/cache" },
            ],
        },
    },
    {
        server: {
            ports: [
                { containerPort: 53, hostPort: 53 },
                { containerPort: 53, hostPort: 53, protocol: "UDP" },
            ],
        },
    },
    {
        agents: 1,
        apiPort: 6550,
        registry: { port: 6551 },
        server: {
            ports: [
                { containerPort: 80, hostPort: 6550, hostIP: "10.0.0.1" },
                { containerPort: 53, hostPort: 6551, protocol: "UDP" },
            ],
        },
        agent: { ports: [{ containerPort: 80, hostPort: 6552 }] },
    },
    { apiPort: 80, agent: { ports: [{ containerPort: 80, hostPort: 80 }] } },
    { server: { extraArgs: ["--disable-network-policy", "--token-ttl=1h", "--node-label=a=b"] } },
    { agents: 1, agent: { ports: [{ containerPort: 80, hostPort: 8080, hostIP: "0.0.0.0" }] } },
    {
        hostAliases: [
            { ip: "192.168.1.20", hostnames: ["db", "db.example"] },
            { ip: "fd00::1", hostnames: ["six"] },
        ],
    },
    { dns: "docker" },
    { dns: "k3s", server: { environment: { HTTP_PROXY: "http://proxy.example" } } },
    { dns: ["10.8.0.2", "10.8.0.3", "192.168.1.1"] },
    { dns: {} },
    {
        dns: { domains: { "corp.example": ["10.8.0.2"], corp: ["10.8.0.3"] } },
        hostAliases: [{ ip: "10.1.0.1", hostnames: ["db.corp.example"] }],
    },
    {
        server: {
            environment: { K3S_RESOLV_CONF: "/data/resolv.conf" },
            extraArgs: ["--resolv-conf=/data/resolv.conf"],
        },
    },
    { network: "compose_default" },
    { dataVolume: false },
    { dataVolume: true },
    { dataVolume: "team_data.1" },
    { images: ["app:dev"] },
    { kubeconfig: {} },
    { kubeconfig: { switchContext: false } },
    { kubeconfig: { merge: true, switchContext: true } },
    { kubeconfig: { merge: "~/.kube/config" } },
    { timeoutSeconds: 0.5 },
    { dockerHost: "tcp://10.0.0.1:2375" },
    { transform: { server: (args) => args, agent: (args) => args } },
];

const refusedNames: [name: string, message: string][] = [
    ["", `name must be ${label}, but is ""`],
    ["Dev", `name must be ${label}, but is "Dev"`],
    ["dev_1", `name must be ${label}, but is "dev_1"`],
    ["-dev", `name must be ${label}, but is "-dev"`],
    ["a".repeat(41), "name must have at most 40 characters, because node names begin with it"],
];

describe("the arguments of a Cluster", () => {
    it.each(refused)("refuse %j and register nothing", async (args, message) => {
        expect(await refusalOf(() => new Cluster("dev", args))).toContain(message);
    });

    it.each(refusedNames)("refuse the name %j and register nothing", async (name, message) => {
        expect(await refusalOf(() => new Cluster(name))).toBe(message);
    });

    it.each(["", ".data", "a/b", 7])("refuse the volume %j", async (dataVolume) => {
        const args = { dataVolume } as ClusterArgs;
        expect(await refusalOf(() => new Cluster("dev", args))).toMatch(/^dataVolume must be true or false/);
    });

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkClusterArgs("dev", args))).toBe("");
    });

    it.each(["image", "registryImage"])("are refused with no image in the configuration k3s:%s", async (key) => {
        const config = { [`k3s:${key}`]: "https://r.example/k3s" };
        expect(await refusalOf(() => new Cluster("dev"), config)).toBe(
            `the configuration k3s:${key} must be ${image}, but is "https://r.example/k3s"`,
        );
    });

    it("accept the longest name", () => {
        expect(messageOf(() => checkClusterArgs("a".repeat(40), {}))).toBe("");
    });

    it("name everything that is wrong, not just the first", async () => {
        const message = await refusalOf(() => new Cluster("dev", { agents: -1, apiPort: 0 }));
        expect(message.split("\n")).toHaveLength(2);
    });
});
