import { createServer, type Server } from "node:net";
import { docker, leftovers } from "./support/docker";
import { type FakeDaemon, otherDaemon, silentDaemon } from "./support/daemons";
import { required, webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { Program } from "./support/program";
import { checkedWithoutRights } from "./support/rights";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-bad-input";
const prefix = `${project}-test-dev`;
const nodeImage = required("K3S_TEST_IMAGE");

/** A program with one cluster and what else is given. */
function program(clusterArguments = "{}", rest = ""): Record<string, string> {
    return {
        "index.ts": [
            `import * as k3s from "pulumi-k3s";`,
            `const cluster = new k3s.Cluster("dev", ${clusterArguments});`,
            rest,
        ].join("\n"),
    };
}

let stack: Program;
let held: Server;
let heldPort: number;

beforeAll(async () => {
    process.env.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
    held = createServer();
    await new Promise<void>((resolve) => held.listen(0, "127.0.0.1", resolve));
    heldPort = (held.address() as { port: number }).port;
    stack = await Program.create(project, { ...program(), ...exampleChart() });
});

afterAll(async () => {
    held.close();
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

/** What `pulumi up` says about a program that cannot work. */
function refusal(clusterArguments?: string, rest?: string): Promise<string> {
    stack.write(program(clusterArguments, rest));
    return failureOf(stack.up());
}

async function withDaemon<T>(host: string, operation: () => Promise<T>): Promise<T> {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = host;
    try {
        return await operation();
    } finally {
        if (before === undefined) delete process.env.DOCKER_HOST;
        else process.env.DOCKER_HOST = before;
    }
}

describe("a Docker daemon that cannot be used, before there is a stack", () => {
    let silent: FakeDaemon;

    beforeAll(async () => {
        silent = await silentDaemon();
    });

    afterAll(async () => {
        await silent.close();
    });

    it("does not answer: said within seconds", async () => {
        const since = Date.now();
        const text = await withDaemon(silent.host, () => refusal());
        expect(Date.now() - since).toBeLessThan(120_000);
        expect(text).toMatch(
            says(`Docker daemon … ${silent.host} (from DOCKER_HOST) accepts connections … not answer`),
        );
        expect(text).toMatch(says("Next: … docker info … restart"));
    });

    it("does not answer: the preview needs none", async () => {
        stack.write(program());
        const { steps } = await withDaemon(silent.host, () => stack.preview());
        expect(steps.map(({ kind }) => kind)).toContain("Network");
    });

    it("is not there", async () => {
        const text = await withDaemon("unix:///nowhere/docker.sock", () => refusal());
        expect(text).toMatch(says("No Docker daemon … unix:///nowhere/docker.sock (from DOCKER_HOST): ENOENT"));
        expect(text).toContain("Next: start Docker");
    });
});

describe("arguments of a cluster", () => {
    it("an API port that a process holds", async () => {
        const text = await refusal(`{ apiPort: ${heldPort} }`);
        expect(text).toMatch(says(`Port ${heldPort}/tcp for ${prefix}-server … node (process ${process.pid})`));
        expect(text).toContain("Next: choose another port");
    });

    it("an API port that another container publishes", async () => {
        const name = "bad-input-port-holder";
        await docker("rm", "--force", name);
        await docker("run", "--detach", "--name", name, "--publish", "127.0.0.1::8080", webImage);
        try {
            const [, port] = (await docker("port", name, "8080/tcp")).split(":");
            const text = await refusal(`{ apiPort: ${port ?? ""} }`);
            expect(text).toMatch(says(`Port ${port ?? ""}/tcp for ${prefix}-server … container ${name}.`));
            expect(text).toContain("Next: choose another port");
        } finally {
            await docker("rm", "--force", name);
        }
    });

    it("an image for the nodes' pods that the daemon does not have", async () => {
        await stack.destroy();
        const text = await refusal(`{ images: ["nobody/nothing:1"] }`);
        expect(text).toMatch(says(`no image "nobody/nothing:1" (images): … docker pull nobody/nothing:1`));
        expect(await leftovers(project)).toEqual([]);
    });

    it("a node image that cannot be had", async () => {
        const text = await refusal(`{ image: "nobody/nothing:1" }`);
        expect(text).toMatch(says(`Docker daemon … no node image "nobody/nothing:1" … cannot pull`));
        expect(text).toMatch(says("Next: … version, image … k3s:image"));
        expect(await leftovers(project)).toEqual([]);
    });

    it("a flag that K3s does not know: with the node's own words, and mended by the next up", async () => {
        const since = Date.now();
        const text = await refusal(`{ server: { extraArgs: ["--no-such-flag"] } }`);
        expect(Date.now() - since).toBeLessThan(120_000);
        expect(text).toMatch(says(`container ${prefix}-server … exit code`));
        expect(text).toMatch(/from its log:\s+.*no-such-flag/s);
        expect(text).toMatch(says("Next: … log … extraArgs"));

        stack.write(program(`{ images: ["${webImage}"] }`));
        await stack.up();
    });
});

describe("in a cluster that runs", () => {
    const cluster = `{ images: ["${webImage}"] }`;
    const web = `const web = new k3s.HelmRelease("web", { cluster, chart: "./chart", namespace: "shop" });`;

    function refused(rest: string): Promise<string> {
        return refusal(cluster, rest);
    }

    it("a manifest that is no YAML: refused with file and line, before anything is made", async () => {
        stack.write({ "broken.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: [broken\n" });
        const text = await refused(`new k3s.Manifest("settings", { cluster, path: "./broken.yaml" });`);
        expect(text).toMatch(says(`arguments of Manifest "settings" … not valid:`));
        expect(text).toMatch(/broken\.yaml:\d+ .*is not valid YAML/);
    });

    it("a chart folder that does not exist", async () => {
        const text = await refused(`new k3s.HelmRelease("web", { cluster, chart: "./no-chart" });`);
        expect(text).toMatch(says(`arguments of HelmRelease "web" … not valid:`));
        expect(text).toMatch(says("chart … ./no-chart … no such folder or archive"));
    });

    it("a chart in a repository that does not exist", async () => {
        const text = await refused(
            `new k3s.HelmRelease("web", { cluster, chart: "web", repo: "https://charts.invalid", timeoutSeconds: 30 });`,
        );
        expect(text).toContain("charts.invalid");
    });

    it("a flag of an agent that K3s does not know: with the node's own words, long before the deadline", async () => {
        const since = Date.now();
        const text = await refusal(`{ images: ["${webImage}"], agents: 1, agent: { extraArgs: ["--no-such-flag"] } }`);
        expect(Date.now() - since).toBeLessThan(90_000);
        expect(text).toContain("Node dev-agent-0 stopped with exit code");
        expect(text).toMatch(/dev-agent-0 stopped[^]*no-such-flag/);
        expect(text).toMatch(says("Next: … log … argument of the cluster"));
    });

    it("a release whose image does not exist: told at once, with the pod's state", async () => {
        const since = Date.now();
        const text = await refused(
            `new k3s.HelmRelease("web", { cluster, chart: "./chart", namespace: "shop", values: { image: "nobody/nothing:1" } });`,
        );
        expect(Date.now() - since).toBeLessThan(150_000);
        expect(text).toMatch(says("release web cannot become available."));
        expect(text).toMatch(/image nobody\/nothing:1 cannot be pulled: .+/);
        // Without internet the registry's name is not resolved, and that is what there is to mend.
        expect(text).toMatch(/Next: .*(kubectl -n shop describe pod web-|Docker host resolves)/);

        stack.write(program(cluster, web));
        await stack.up();
    });

    it("an endpoint to a Service that does not exist: with those that do", async () => {
        const text = await refused(
            `${web}\nnew k3s.ServiceEndpoint("door", { cluster, namespace: "shop", service: "wbe", port: 80 });`,
        );
        expect(text).toMatch(says("no Service wbe in the namespace shop"));
        expect(text).toMatch(says("Services there … web"));
        expect(text).toContain("Next: correct service or namespace");
    });

    it("an endpoint to a port that the Service does not have: with those that it has", async () => {
        const text = await refused(
            `${web}\nnew k3s.ServiceEndpoint("door", { cluster, namespace: "shop", service: "web", port: "grpc" });`,
        );
        expect(text).toMatch(says("Service shop/web … no TCP port grpc"));
        expect(text).toMatch(says("ports … 80/TCP (http)"));
        expect(text).toContain("Next: correct the port");
    });

    it("an endpoint on a host port that is taken, mended by the next up", async () => {
        const endpoint = (hostPort: string) =>
            `${web}\nconst door = new k3s.ServiceEndpoint("door", { cluster, namespace: "shop", service: "web", port: 80${hostPort} });
            export const url = door.url;`;
        const text = await refused(endpoint(`, hostPort: ${heldPort}`));
        expect(text).toMatch(says(`Port ${heldPort}/tcp for ${prefix}-endpoint-door … node (process ${process.pid})`));
        expect(text).toContain("Next: choose another port");

        stack.write(program(cluster, endpoint("")));
        await stack.up();
        const { url } = await stack.outputs();
        expect((await get(url)).status).toBe(200);
    });

    it("another daemon behind the stack: refused by the preview already, and nothing is replaced", async () => {
        const other = await otherDaemon();
        try {
            for (const operation of [() => stack.preview(), () => stack.up()]) {
                const text = await withDaemon(other.host, () => failureOf(operation()));
                expect(text).toMatch(says(`cluster ${project}/test/dev … another Docker daemon`));
                expect(text).toContain("found daemon ANOTHER-DAEMON on elsewhere");
                expect(text).toMatch(says("Next: … DOCKER_HOST … Docker context … daemon … created on"));
            }
        } finally {
            await other.close();
        }
        expect((await stack.up()).steps).toEqual([]);
    });
});

describe("rights", () => {
    it("a user without rights to the daemon's socket is told so (the provider's Daemon, in a process of another user)", async () => {
        const silent = await silentDaemon();
        try {
            const text = await checkedWithoutRights(silent, nodeImage);
            expect(text).toMatch(says(`Permission denied … ${silent.host}`));
            expect(text).toMatch(says("Next: … group … socket"));
        } finally {
            await silent.close();
        }
    });
});
