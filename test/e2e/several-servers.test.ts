import { docker, kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { get } from "./support/get";
import { nodeImage } from "./support/own-daemon";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { pod, service } from "./support/objects";

jest.setTimeout(400_000);

const project = "e2e-servers";
const server = `${project}-test-dev-server`;
/** One that the program does not know of. */
const second = `${project}-second`;

const objects = `
${pod("web", webImage)}
${service("web", [{ port: 80, targetPort: 8080 }])}
`;

const program = {
    "index.ts": `
        import * as k3s from "pulumi-k3s";
        const cluster = new k3s.Cluster("dev", { images: ["${webImage}"], server: { extraArgs: ["--cluster-init"] } });
        const web = new k3s.Manifest("web", { cluster, yaml: ${JSON.stringify(objects)} });
        export const url = new k3s.ServiceEndpoint("door", { cluster, service: "web", port: 80 }, { dependsOn: web }).url;
        export const networkName = cluster.networkName;
    `,
};

let stack: Program;

const etcdNodes = async () =>
    (await kubectl(server, "get", "nodes", "-l", "node-role.kubernetes.io/etcd=true", "-o", "name")).split("\n").sort();

async function body(): Promise<string> {
    const { url } = await stack.outputs();
    return (await get(url)).text();
}

beforeAll(async () => {
    stack = await Program.create(project, program);
    await docker("rm", "--force", "--volumes", second).catch(() => undefined);
    await stack.up();
});

afterAll(async () => {
    await docker("rm", "--force", "--volumes", second);
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a cluster with its data in etcd", () => {
    it("is brought up by K3s's own argument", async () => {
        expect(await etcdNodes()).toEqual(["node/dev-server"]);
        expect(await body()).toContain("Hello from web");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("takes in a server that joins by hand, and has nothing to change for that", async () => {
        const token = await docker("exec", server, "cat", "/var/lib/rancher/k3s/server/token");
        await docker(
            ...["run", "--detach", "--name", second, "--hostname", second],
            ...["--network", String((await stack.outputs()).networkName)],
            ...["--privileged", "--init", "--cgroupns", "private", "--tmpfs", "/run", "--tmpfs", "/var/run"],
            ...["--env", `K3S_TOKEN=${token}`, nodeImage(), "server", "--server", "https://dev-server:6443"],
            ...["--disable", "traefik", "--disable", "metrics-server"],
        );
        await kubectl(server, "wait", `node/${second}`, "--for=create", "--timeout=180s");
        await kubectl(server, "wait", `node/${second}`, "--for=condition=Ready", "--timeout=120s");
        await expectSoon(async () => {
            expect(await etcdNodes()).toEqual(["node/dev-server", `node/${second}`]);
        });
        expect(await kubectl(second, "get", "pod/web", "-o", "name")).toBe("pod/web");
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(await body()).toContain("Hello from web");
    });

    it("goes on without it when its Node is deleted", async () => {
        await kubectl(server, "delete", "node", second);
        // Its vote goes with the Node, and K3s ends for that; else nothing could be written without it.
        await docker("wait", second);
        await kubectl(server, "create", "configmap", "written");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
