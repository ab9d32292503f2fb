import { randomBytes } from "node:crypto";
import { exampleChart } from "../e2e/support/example-chart";
import { webImage } from "../e2e/support/environment";
import { useLanguages } from "../e2e/support/other-languages";
import { pluginFolder } from "../e2e/support/plugin";
import { WatchedProgram } from "./support/watched-program";

jest.setTimeout(300_000);

const project = "faults-secrets-python";

/** The secret comes from a file: Pulumi gives its programs the secrets of their configuration in the environment. */
const program = `
import pulumi
import pulumi_k3s as k3s

password = pulumi.Output.secret(open("password").read())
cluster = k3s.Cluster("dev", images=["${webImage}"])
message = k3s.Manifest(
    "message",
    cluster=cluster,
    namespace="shop",
    objects=[
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}},
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "planted"}, "stringData": {"password": password}},
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "message"}, "data": {"password": password}},
    ],
)
web = k3s.HelmRelease(
    "web",
    cluster=cluster,
    chart="./chart",
    namespace=message.namespace,
    values={"greeting": "Hello", "password": password},
)
endpoint = k3s.ServiceEndpoint("web-endpoint", cluster=cluster, namespace=web.namespace, service="web", port="http", via="api")
pulumi.export("url", endpoint.url)
pulumi.export("kubeconfig", cluster.kubeconfig)
pulumi.export("kubeconfigPath", cluster.kubeconfig_path)
pulumi.export("handle", cluster.handle)
`;

const watched = new WatchedProgram(project);

beforeAll(async () => {
    useLanguages();
    const planted = randomBytes(24).toString("hex");
    const plugins = { providers: [{ name: "k3s", path: pluginFolder }] };
    await watched.create({
        "Pulumi.yaml": JSON.stringify({ name: project, runtime: "python", plugins }),
        "__main__.py": program,
        ...exampleChart(),
        password: planted,
    });
    await watched.pulumi("up", "--yes", "--skip-preview");
    await watched.pulumi("preview", "--diff");
    await watched.pulumi("refresh", "--yes");
    await watched.noteSecrets({ "the planted secret": planted });
});

afterAll(() => watched.remove());

describe("after up, preview and refresh of a program in Python, no secret is in", () => {
    it("what Pulumi printed, its event log, and arguments and environment of any process at any time", () =>
        watched.expectNoneTold());

    it("files, the state among them, but for those that are meant for it, which are their owner's alone", () => {
        expect(watched.filesWithSecrets()).toEqual([
            `${project}/test/dev/container-kubeconfig.yaml, 600: the private key`,
            `${project}/test/dev/kubeconfig.yaml, 600: the private key`,
            "forward/<hash>/table.json, 600: the private key",
            "password, 644: the planted secret",
        ]);
    });
});

it("after destroy, no secret is in what was told, and in files", async () => {
    await watched.pulumi("destroy", "--yes", "--skip-preview");
    watched.expectNoneTold();
    expect(watched.filesWithSecrets()).toEqual(["password, 644: the planted secret"]);
});
