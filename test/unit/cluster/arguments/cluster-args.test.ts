import * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { checkClusterArgs } from "../../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { messageOf, refusalOf } from "../../support/refusal";
import { says } from "../../../support/says";

const label = 'a DNS label (1 to 63 of a-z, 0-9 and "-", with a letter or digit first and last)';
const image = 'an image reference such as "rancher/k3s:v1.34.4-k3s1"';
const subnet = 'an IPv4 network such as "10.42.0.0/16", with no host bits set';
const duration = "a number of seconds, more than 0 and at most 86400";

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ version: "1.34.4" }, 'version … K3s version … "v1.34.4-k3s1" … "1.34.4"'],
    [{ version: "v1.34.4+k3s1" }, 'version … K3s version … "v1.34.4-k3s1" … "v1.34.4+k3s1"'],
    [{ version: " " }, 'version … K3s version … "v1.34.4-k3s1" … " "'],
    [{ image: "" }, `image … ${image} … ""`],
    [{ image: "rancher/K3S" }, `image … ${image} … "rancher/K3S"`],
    [{ image: "rancher/k3s:v1.34.4-k3s1", version: "v1.34.4-k3s1" }, "image cannot … given together … version … give"],
    [{ agents: -1 }, "agents … integer … 0 to 50 … -1"],
    [{ agents: 51 }, "agents … integer … 0 to 50 … 51"],
    [{ agents: 1.5 }, "agents … integer … 0 to 50 … 1.5"],
    [{ agents: "2" }, 'agents … integer … 0 to 50 … "2"'],
    [{ agents: pulumi.output(2) }, "agents … integer … 0 to 50 … known before anything … created … Output"],
    [{ apiPort: 0 }, "apiPort … integer … 1 to 65535 … 0"],
    [{ apiPort: 65536 }, "apiPort … integer … 1 to 65535 … 65536"],
    [{ podSubnet: "" }, `podSubnet … ${subnet} … ""`],
    [{ podSubnet: "10.42.0.1/16" }, `podSubnet … ${subnet} … "10.42.0.1/16"`],
    [{ serviceSubnet: "10.43.0.0" }, `serviceSubnet … ${subnet} … "10.43.0.0"`],
    [{ serviceSubnet: "10.43.0.0/33" }, `serviceSubnet … ${subnet} … "10.43.0.0/33"`],
    [
        { podSubnet: "10.50.0.0/16", serviceSubnet: "10.50.128.0/20" },
        "serviceSubnet … 10.50.128.0/20 … overlaps podSubnet 10.50.0.0/16",
    ],
    [{ podSubnet: "10.0.0.0/8" }, "serviceSubnet … 10.43.0.0/16 … overlaps podSubnet 10.0.0.0/8"],
    [{ serviceSubnet: "10.42.0.0/24" }, "serviceSubnet … 10.42.0.0/24 … overlaps podSubnet 10.42.0.0/16"],
    [{ podSubnet: "10.42.0.0/25" }, "podSubnet … 10.42.0.0/25 … small … each node takes … /24"],
    [{ podSubnet: "10.42.0.0/23", agents: 2 }, "podSubnet … 10.42.0.0/23 … small … 3 nodes"],
    [{ podSubnet: "0.0.0.0/1" }, "podSubnet … 0.0.0.0/1 … large … Kubernetes takes … /8 … most"],
    [{ serviceSubnet: "10.43.0.0/29" }, "serviceSubnet … 10.43.0.0/29 … small … /28 … least"],
    [{ serviceSubnet: "172.0.0.0/11" }, "serviceSubnet … 172.0.0.0/11 … large … Kubernetes takes … /12 … most"],
    [{ disable: "traefik" }, 'disable … list … "traefik"'],
    [{ disable: [""] }, `disable[0] … ${label} … ""`],
    [{ server: { extraArgs: ["--debug", " "] } }, 'server.extraArgs[1] … text … not blank … " "'],
    [{ server: { extraArgs: [null] } }, "server.extraArgs[0] … text … not blank … null"],
    [{ agent: { extraArgs: [""] } }, 'agent.extraArgs[0] … text … not blank … ""'],
    [{ server: { extraArgs: ["--disable=coredns"] } }, "server.extraArgs[0] … --disable … node sets itself … use"],
    [{ server: { extraArgs: ["--cluster-cidr", "10.0.0.0/16"] } }, "itself: use the cluster's podSubnet"],
    [{ server: { extraArgs: ["-service-cidr=10.0.0.0/16"] } }, "itself: use the cluster's serviceSubnet"],
    [{ agent: { extraArgs: ["--debug", "--data-dir=/data"] } }, "agent.extraArgs[1] … --data-dir … node sets"],
    [{ server: { extraArgs: ["-d", "/data"] } }, "server.extraArgs[0] … -d … node sets itself … use"],
    [{ server: { extraArgs: ["--write-kubeconfig-mode=644"] } }, "itself: use the cluster's kubeconfig"],
    [{ server: { extraArgs: ["--https-listen-port=443"] } }, "itself: use the cluster's apiPort"],
    [{ images: [""] }, `images[0] … ${image} … ""`],
    [{ kubeconfig: true }, "kubeconfig … object … true"],
    [{ kubeconfig: { merge: "" } }, 'kubeconfig.merge … true … false … text … not blank … ""'],
    [
        { kubeconfig: { merge: pulumi.output("config") } },
        "kubeconfig.merge … true … false … text … not blank … known before anything … created … Output",
    ],
    [{ kubeconfig: { merge: true, switchContext: 1 } }, "kubeconfig.switchContext … true … false … 1"],
    [{ kubeconfig: { switchContext: true } }, "kubeconfig.switchContext needs merge"],
    [{ kubeconfig: { merge: false, switchContext: true } }, "kubeconfig.switchContext needs merge"],
    [{ kubeconfig: { switch: true } }, "kubeconfig.switch … not … argument … there … merge … switchContext"],
    [{ timeoutSeconds: 0 }, `timeoutSeconds … ${duration} … 0`],
    [{ timeoutSeconds: Number.NaN }, `timeoutSeconds … ${duration} … NaN`],
    [{ timeoutSeconds: 86401 }, `timeoutSeconds … ${duration} … 86401`],
    [{ dockerHost: "" }, 'dockerHost … text … not blank … ""'],
    [{ transform: { servers: () => ({}) } }, 'transform.servers … not … argument … you mean "server"?'],
    [{ transform: { agent: "more" } }, 'transform.agent … function … object … "more"'],
    [{ agnets: 2 }, 'agnets … not … argument … you mean "agents"?'],
    [{ agent: 2 }, "agent … object … 2"],
    [{ server: { labels: { "-a": "b" } } }, 'name … server.labels … label … "disk"'],
    [{ server: { labels: { a: "b c" } } }, "server.labels.a must be a label's value"],
    [{ server: { labels: { "kubernetes.io/hostname": "a" } } }, "which the node sets itself"],
    [{ server: { taints: ["a=b"] } }, 'server.taints[0] … taint … "dedicated=gpu:NoSchedule"'],
    [{ server: { memory: "256Mi" } }, 'server.memory … amount … memory … "4Gi" … least 512Mi'],
    [{ server: { memory: 2048 } }, "server.memory … amount … memory"],
    [{ server: { cpus: 0 } }, "server.cpus … number … CPUs … least 0.1 … most 3 decimals … 0"],
    [{ server: { environment: { "A-B": "c" } } }, "name … environment variable"],
    [{ server: { environment: { K3S_TOKEN: "c" } } }, "K3S_TOKEN, which the node sets itself"],
    [{ server: { environment: { K3S_KUBECONFIG_OUTPUT: "/a" } } }, "K3S_KUBECONFIG_OUTPUT, which the node sets itself"],
    [{ server: { volumes: [{ source: "a", target: "b" }] } }, "server.volumes[0].source must be a volume's name"],
    [{ server: { volumes: [{ source: "/a", target: "b" }] } }, 'server.volumes[0].target … absolute path … "b"'],
    [
        { dataVolume: true, server: { volumes: [{ source: "/a", target: "/var/lib/rancher/k3s" }] } },
        "server.volumes[0].target … /var/lib/rancher/k3s … something else … already mounted",
    ],
    [
        { server: { ports: [{ containerPort: 6443, hostPort: 6443 }] } },
        "server.ports[0].containerPort … 6443 … port … API server … use apiPort",
    ],
    [
        { server: { ports: [1, 2].map((containerPort) => ({ containerPort, hostPort: 80 })) } },
        "server.ports[1].hostPort … 80 … another port uses already",
    ],
    [
        { agents: 2, agent: { ports: [{ containerPort: 80, hostPort: 80 }] } },
        "agent.ports cannot … published … 2 nodes … once",
    ],
    [
        { apiPort: 6550, server: { ports: [{ containerPort: 80, hostPort: 6550 }] } },
        "server.ports[0].hostPort … 6550 … apiPort … already",
    ],
    [
        {
            agents: 1,
            server: { ports: [{ containerPort: 80, hostPort: 80, hostIP: "10.0.0.1" }] },
            agent: { ports: [{ containerPort: 80, hostPort: 80, hostIP: "0.0.0.0" }] },
        },
        "agent.ports[0].hostPort … 80 … server.ports[0].hostPort … already",
    ],
    [{ apiPort: 5000, registry: { port: 5000 } }, "registry.port … 5000 … apiPort … already"],
    [{ hostAliases: [{ ip: "db", hostnames: ["db"] }] }, 'hostAliases[0].ip … IP address … "db"'],
    [{ hostAliases: [{ ip: "10.0.0.1", hostnames: ["d b"] }] }, "hostAliases[0].hostnames[0] must be DNS labels"],
    [{ dns: "8.8.8.8" }, 'dns … "docker" … "k3s" … list … resolvers … object … "8.8.8.8"'],
    [{ dns: [] }, "dns … 3 resolvers … 0"],
    [{ dns: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"] }, "dns … 3 resolvers … 4"],
    [{ dns: ["127.0.0.53"] }, "dns[0] … IPv4 address … resolver … none … loopback"],
    [{ dns: { resolvers: ["fd00::1"] } }, "dns.resolvers[0] … IPv4 address … resolver"],
    [{ dns: { domain: {} } }, 'dns.domain … not … argument … you mean "domains"?'],
    [{ dns: { domains: { "corp.example": [] } } }, 'dns.domains["corp.example"] … 3 resolvers … 0'],
    [{ dns: { domains: { "*.corp": ["10.8.0.2"] } } }, "name … dns.domains … DNS labels"],
    [
        { dns: { domains: { "svc.cluster.local": ["10.8.0.2"] } } },
        "name … dns.domains … svc.cluster.local … cluster answers … itself",
    ],
    [
        { dns: { domains: { db: ["10.8.0.2"] } }, hostAliases: [{ ip: "10.0.0.1", hostnames: ["db"] }] },
        'dns.domains["db"] … name … every pod … address',
    ],
    [
        { dns: { domains: { "host.docker.internal": ["10.8.0.2"] } } },
        'dns.domains["host.docker.internal"] … name … every pod … address',
    ],
    [
        { dns: { domains: { corp: ["10.8.0.2"] } }, disable: ["coredns"] },
        "dns.domains needs CoreDNS, which disable leaves out",
    ],
    [
        { dns: "docker", agent: { environment: { K3S_RESOLV_CONF: "/data/resolv.conf" } } },
        "agent.environment.K3S_RESOLV_CONF cannot … given together … dns",
    ],
    [
        { dns: "docker", server: { extraArgs: ["--debug", "--resolv-conf=/data/resolv.conf"] } },
        "server.extraArgs[1] cannot … given together … dns",
    ],
    [{ network: "host" }, "network … network … containers resolve each other's names"],
    [{ colour: "red" }, "colour … not … argument … there"],
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
        expect(await refusalOf(() => new Cluster("dev", args))).toMatch(says(message));
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
