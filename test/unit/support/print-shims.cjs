// Runs one program on the compiled package and prints, for each dynamic resource, what Pulumi stores of its provider.
const pulumi = require("@pulumi/pulumi");

async function main() {
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, ...made } }),
        call: () => ({}),
    });
    const monitor = pulumi.runtime.getMonitor();
    monitor.registerResourceHook = (_, callback) => (callback(null, {}), {});
    monitor.registerErrorHook = (_, callback) => (callback(null, {}), {});
    const register = monitor.registerResource.bind(monitor);
    const shims = [];
    monitor.registerResource = (request, callback) => {
        const { __provider: text } = request.getObject()?.toJavaScript() ?? {};
        if (text !== undefined) shims.push({ type: request.getType(), text });
        return register(request, callback);
    };
    const k3s = require(process.argv[2]);
    const cluster = new k3s.Cluster("dev", {
        registry: true,
        agents: 1,
        dataVolume: true,
        images: ["app:dev"],
        kubeconfig: { merge: true },
        server: { labels: { disk: "fast" } },
    });
    new k3s.Cluster("beside", { network: "compose", proxy: { https: "http://proxy.example:3128" } });
    new k3s.HelmRelease("podinfo", { cluster, chart: "podinfo", repo: "https://charts.example" });
    const objects = [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } }];
    new k3s.Manifest("objects", { cluster, objects });
    new k3s.ServiceEndpoint("web", { cluster, service: "web", port: 80 });
    new k3s.ServiceEndpoint("api", { cluster, service: "web", port: 80, via: "api" });
    new k3s.HostService("desk", { cluster, hostPort: 3000 });
    await promiseOf(k3s.withReferences({ image: "api:dev", user: "1000" }, cluster));
    pulumi.runtime.setAllConfig({ "k3s:targets": JSON.stringify({ shop: "production" }) });
    const shop = new k3s.Cluster("shop", { production: { kubeconfig } });
    new k3s.ServiceEndpoint("storefront", { cluster: shop, service: "web", port: 80 });
    const used = k3s.Cluster.get("used", { handle });
    new k3s.HelmRelease("used", { cluster: used, chart: "podinfo", repo: "https://charts.example" });
    await pulumi.runtime.waitForRPCs();
    process.stdout.write(JSON.stringify(shims));
}

function promiseOf(value) {
    return pulumi.output(value).promise();
}

const kubeconfig = JSON.stringify({
    clusters: [{ name: "shop", cluster: { server: "https://shop.example" } }],
    contexts: [{ name: "shop", context: { cluster: "shop" } }],
    "current-context": "shop",
});

const handle = JSON.stringify({ format: 1, name: "dev", clusterId: "i", kubeconfig, nodes: { files: [], agent: {} } });

const made = { owner: "o", clusterId: "i", token: "t", agentToken: "a", port: 1, kubeconfig: "k", servicePort: 80 };

main();
