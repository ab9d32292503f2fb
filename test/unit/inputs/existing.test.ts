import { Cluster } from "../../../sdk/nodejs";
import { kubeconfig as good } from "../validation/nearly-valid";
import { walkArguments } from "./walk/walk";

const config = { "k3s:target": "production" };
const elsewhere = good.replace("eu.example", "us.example");
const contexts = JSON.stringify({
    ...(JSON.parse(good) as object),
    contexts: ["shop", "apps"].map((name) => ({ name, context: { cluster: "eu", user: "deployer" } })),
});

describe("a cluster in production", () => {
    walkArguments({
        type: "ClusterArgs",
        make: (args) => new Cluster("dev", args),
        config,
        part: (path) => /^(?:production|timeoutSeconds)(?![A-Za-z])/.test(path),
        rows: [
            { path: "production", right: { kubeconfig: good } },
            {
                path: "production.kubeconfig",
                right: good,
                other: elsewhere,
                wrong: "hidden: text",
                maybe: /\/context$/,
            },
            {
                path: "production.context",
                ...{ right: "shop", other: "apps", wrong: "gone", with: { production: { kubeconfig: contexts } } },
            },
            { path: "production.provider", right: {} },
            { path: "timeoutSeconds", right: 60, other: 70, wrong: 0, with: { production: { kubeconfig: good } } },
        ],
    });
});

const data = {
    format: 1,
    ...{ name: "dev", source: "shop/test/dev", clusterId: "cluster-id", timeoutSeconds: 300 },
    ...{ kubeconfig: good, containerKubeconfig: good, apiUrl: "https://127.0.0.1:6443" },
    nodes: {
        ...{ daemonId: "daemon", serverContainer: "shop-test-dev-server", networkName: "shop-test-dev" },
        ...{ image: "rancher/k3s:v1.36.0-k3s1", serviceSubnet: "10.43.0.0/16", agentToken: "token" },
        ...{ dockerHost: "tcp://10.0.0.1:2375", hostAliases: [], files: [], images: [], agent: {} },
    },
};
const { nodes, ...inProduction } = data;
const otherNodes = { ...nodes, daemonId: "other", serverContainer: "other-server", dockerHost: "tcp://10.0.0.2:2375" };
/** A handle is a secret for its credentials; the rest names the cluster. */
const names =
    /\/(?:name|source|clusterId|clusterIdentifier|context|timeoutSeconds|daemonId|serverContainer|dockerHost|host)$/;

describe.each([
    { where: "local", handle: data, config: {}, others: { nodes: otherNodes } },
    { where: "production", handle: inProduction, config, others: {} },
])("another stack's cluster whose target is $where", ({ handle, config: target, others }) => {
    const other = { ...handle, ...others, clusterId: "another", kubeconfig: elsewhere, containerKubeconfig: elsewhere };
    const all = { ...other, name: "eu", source: "shop/test/eu", timeoutSeconds: 200, apiUrl: "https://[::1]:6443" };
    const given = { handle: JSON.stringify(handle) };
    walkArguments({
        type: "ClusterGetArgs",
        make: (args) => Cluster.get("shared", args),
        config: target,
        rows: [
            {
                path: "handle",
                right: given.handle,
                other: JSON.stringify(all),
                wrong: "hidden",
                told: names,
                maybe: /certPath$|context$/,
            },
            { path: "timeoutSeconds", right: 60, other: 70, wrong: 0, with: given },
        ],
    });
});
