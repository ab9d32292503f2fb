import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { forwarderFolder } from "../../shared/forwarder-paths";
import { userFolder } from "../../shared/user-folder";
import { commandLine, startCommandLine } from "./support/command-line";
import { docker, kubectl as kubectlIn, leftovers } from "./support/docker";
import { required, webImage } from "./support/environment";
import { exampleFiles } from "./support/example-files";
import { get } from "./support/get";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { toolPod } from "./support/tool-pod";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-references";
const server = `${project}-test-dev-server`;
const image = "pulumi-k3s-references/api:1";

const example = exampleFiles("references", "index.ts", "redis.yaml");

let stack: Program;
let program: string;

interface Table {
    endpoints: Record<string, { addresses: string[]; hostPort: number }>;
}

interface Answer {
    visits: number;
    nodes: string[];
}

const api = () => docker("ps", "--quiet", "--filter", `ancestor=${image}`);
const run = (...command: string[]) => commandLine(stack.folder, "run", "--", ...command);

/** What the container answers; it starts when `up` has returned. */
async function answer(): Promise<Answer> {
    const { url } = await stack.outputs();
    let found: Answer | undefined;
    await expectSoon(async () => {
        const response = await get(url);
        expect(response.status).toBe(200);
        found = (await response.json()) as Answer;
    });
    if (!found) throw new Error("there is no answer");
    return found;
}

beforeAll(async () => {
    stack = await Program.create(project, example);
    program = join(stack.folder, "api");
    const source = await docker("create", image);
    await docker("cp", `${source}:/api`, program);
    await docker("rm", source);
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("the example with references", () => {
    it("has a container that uses the cluster and a Redis in it", async () => {
        expect((await stack.up()).warnings).toEqual([]);
        expect(await answer()).toEqual({ visits: 1, nodes: ["dev-server"] });
    });

    it("shows no credentials of it in docker inspect, and gives them to its user alone", async () => {
        const inspected = await docker("inspect", await api());
        expect(inspected).toContain("KUBECONFIG=/etc/pulumi-k3s/dev/kubeconfig.yaml");
        expect(inspected).not.toMatch(/client-key-data|client-certificate-data/);
        const { stdout } = await promisify(execFile)("sh", [
            ...["-c", 'docker cp "$1:/etc/pulumi-k3s/dev/kubeconfig.yaml" - | tar -tv --numeric-owner', "sh"],
            await api(),
        ]);
        expect(stdout).toMatch(/^-rw------- 65532\/0 /);
        expect(stack.state()).not.toMatch(/client-key-data/);
    });

    it("changes nothing on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});

describe("pulumi-k3s run", () => {
    it("gives a process on this machine the same cluster and Redis", async () => {
        const { code, stdout, stderr } = await run(program, "-once");
        expect([code, stderr, JSON.parse(stdout)]).toEqual([0, "", { visits: 2, nodes: ["dev-server"] }]);
    });

    it("leaves the rest of the environment as it is, and the values out of the arguments", async () => {
        process.env.E2E_REFERENCES = "mine";
        const script = 'echo "$E2E_REFERENCES $services__page_cache__url"; tr "\\0" " " < /proc/$PPID/cmdline';
        const { stdout } = await run("sh", "-c", script).finally(() => delete process.env.E2E_REFERENCES);
        const { services__page_cache__url: url } = (await stack.outputs()).environment as Record<string, string>;
        expect(stdout.split("\n")[0]).toBe(`mine ${url}`);
        expect(stdout.split("\n")[1]).not.toContain(url);
    });

    it.each([
        [["sh", "-c", "exit 7"], 7, ""],
        [["sh", "-c", "kill -KILL $$"], 137, ""],
        [["no-such-command"], 127, 'pulumi-k3s: there is no command "no-such-command"\n'],
        [["/"], 126, "pulumi-k3s: /: spawn / EACCES\n"],
    ])("ends as %j does", async (command, expected, told) => {
        const { code, stderr } = await run(...command);
        expect([code, stderr]).toEqual([expected, told]);
    });

    it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("passes %s on", async (signal) => {
        // bash loses a SIGINT that comes while it starts a command.
        const script = `
            process.on("${signal}", () => { console.log("got it"); process.exitCode = 3; clearInterval(waiting); });
            const waiting = setInterval(() => {}, 1_000);
            console.log("ready");`;
        const command = [process.execPath, "--eval", script];
        const { child, finished } = startCommandLine(stack.folder, "run", "--", ...command);
        await new Promise((ready) => child.stdout.once("data", ready));
        child.kill(signal);
        expect(await finished).toEqual({ code: 3, stdout: "ready\ngot it\n", stderr: "" });
    });

    it("says which stacks it cannot read", async () => {
        const { code, stderr } = await commandLine(stack.folder, "run", "--stack", "nowhere", "--", "true");
        expect([code, stderr]).toEqual([1, expect.stringMatching(says("stack nowhere cannot … read"))]);
        const outside = await commandLine("/", "run", "--", "true");
        expect([outside.code, outside.stderr]).toEqual([
            1,
            expect.stringContaining("no Pulumi.yaml project file found"),
        ]);
    });
});

describe("pulumi-k3s env", () => {
    const env = async (...args: string[]) => (await commandLine(stack.folder, "env", ...args)).stdout;

    it("prints what the program exports", async () => {
        expect(JSON.parse(await env("--json"))).toEqual((await stack.outputs()).environment);
    });

    it("prints it for a shell", async () => {
        const script = `${await env()}echo "$KUBECONFIG $services__page_cache__url"`;
        const { stdout } = await promisify(execFile)("sh", ["-euc", script], { env: {} });
        const { KUBECONFIG, services__page_cache__url: url } = JSON.parse(await env("--json")) as Record<
            string,
            string
        >;
        expect(stdout).toBe(`${KUBECONFIG} ${url}\n`);
    });

    it("prints a .env file as Node.js reads it", async () => {
        const file = stack.file("dev.env", await env("--format", "dotenv"));
        const script = "console.log(JSON.stringify(process.env))";
        const args = [`--env-file=${file}`, "--eval", script];
        const { stdout } = await promisify(execFile)(process.execPath, args, { env: {} });
        expect(JSON.parse(stdout)).toMatchObject(JSON.parse(await env("--json")) as object);
    });
});

describe("pulumi-k3s kubeconfig", () => {
    const kubeconfig = (...args: string[]) => commandLine(stack.folder, "kubeconfig", ...args);
    const kubectl = (path: string, ...args: string[]) =>
        promisify(execFile)(required("KUBECTL_BINARY"), args, { env: { ...process.env, KUBECONFIG: path } }).then(
            ({ stdout }) => stdout,
        );

    it("prints what kubectl takes", async () => {
        const { stdout } = await kubeconfig("print", `${project}/test/dev`);
        const path = stack.file("printed.yaml", stdout);
        expect(await kubectl(path, "get", "nodes", "-o", "name")).toBe("node/dev-server\n");
    });

    it("merges into a file and takes out again what it put there", async () => {
        const others =
            "apiVersion: v1\nkind: Config\n# mine\ncurrent-context: work\ncontexts:\n  - {name: work, context: {}}\n";
        const path = stack.file("own.yaml", others);
        const merged = await kubeconfig("merge", `${project}/test/dev`, "--file", path);
        expect(merged.stderr).toBe(`pulumi-k3s: ${project}/test/dev is in ${path} as the context dev\n`);
        expect(await kubectl(path, "--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server\n");
        expect(await kubectl(path, "config", "current-context")).toBe("work\n");
        await kubeconfig("remove", `${project}/test/dev`, "--file", path);
        expect(await kubectl(path, "config", "get-contexts", "-o", "name")).toBe("work\n");
    });

    it("names the clusters that there are", async () => {
        const { code, stderr } = await kubeconfig("print", "nowhere");
        expect([code, stderr]).toEqual([2, expect.stringContaining(`${project}/test/dev`)]);
    });
});

describe("a HostService", () => {
    const host = createServer((request, response) => response.end(`asked for ${request.headers.host ?? ""}`));
    const folder = forwarderFolder(userFolder(), `${project}/test/dev`);
    const wget = ["/bin/busybox", "timeout", "20", "/bin/busybox", "wget", "-q", "-O", "-"];
    let port: number;

    /** What a pod hears from the Service. */
    const ask = (name = "desk") => kubectlIn(server, "exec", "tools", "--", ...wget, `http://${name}.default.svc`);
    const up = async (hostPort: number) => {
        const services = `
new k3s.Manifest("tools", { cluster, path: "./tools.yaml" });
export const { host } = new k3s.HostService("desk", { cluster, port: 80, hostPort: ${hostPort} });
`;
        stack.write({
            "index.ts": `${example["index.ts"]?.replace('images: ["', `images: ["${webImage}", "`)}${services}`,
        });
        return stack.up();
    };
    const listen = async () => {
        host.listen(port, "127.0.0.1");
        await once(host, "listening");
    };
    const close = async () => {
        host.close();
        await once(host, "close");
    };

    beforeAll(async () => {
        host.listen(0, "127.0.0.1");
        await once(host, "listening");
        ({ port } = host.address() as AddressInfo);
        stack.write({ "tools.yaml": toolPod("tools", "nodeName: dev-server") });
    });

    afterAll(() => host.close());

    it("answers pods by its name from a port that only this machine sees", async () => {
        expect((await up(port)).warnings).toEqual([]);
        expect((await stack.outputs()).host).toBe("desk.default.svc");
        expect(await ask()).toBe("asked for desk.default.svc");
        expect((await up(port)).steps).toEqual([]);
    });

    it("answers the cluster's network alone", async () => {
        const { endpoints } = JSON.parse(readFileSync(join(folder, "table.json"), "utf8")) as Table;
        const { addresses, hostPort } = endpoints["host/desk"] ?? { addresses: [], hostPort: 0 };
        const url = `http://${addresses[0] ?? ""}:${hostPort}`;
        const from = (network: string) =>
            docker("run", "--rm", "--network", network, "--entrypoint", "", required("K3S_TEST_IMAGE"), ...wget, url);
        expect(await from(`${project}-test-dev`)).toBe(`asked for ${url.slice("http://".length)}`);
        await expect(from("bridge")).rejects.toThrow(/error getting response|reset/);
        expect(addresses).toHaveLength(1);
        await expect(get(`http://127.0.0.1:${hostPort}`)).rejects.toThrow("fetch failed");
    });

    it("needs no up when the process goes and comes", async () => {
        await close();
        await expect(ask()).rejects.toThrow();
        expect((await stack.preview()).steps).toEqual([]);
        await listen();
        expect(await ask()).toBe("asked for desk.default.svc");
    });

    it("warns where nobody answers, and is changed in place", async () => {
        const { steps, warnings } = await up(port === 9 ? 10 : 9);
        expect(summary(steps)).toEqual(["update HostForward desk-forward"]);
        expect(warnings.join("\n")).toMatch(says("Service default/desk … answers: nothing listens on port"));
        expect(summary((await up(port)).steps)).toEqual(["update HostForward desk-forward"]);
        expect(await ask()).toBe("asked for desk.default.svc");
    });

    it("comes back after its forwarder is gone: by endpoints start, and by the next up", async () => {
        const kill = () => process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), "SIGKILL");
        kill();
        await expectSoon(async () =>
            expect(await commandLine("/", "endpoints")).toMatchObject({
                stdout: expect.stringMatching(/host\/desk .* stopped /) as string,
            }),
        );
        await commandLine("/", "endpoints", "start", "host/desk");
        expect(await ask()).toBe("asked for desk.default.svc");
        kill();
        expect(summary((await up(port)).steps)).toEqual(["update HostForward desk-forward"]);
        expect(await ask()).toBe("asked for desk.default.svc");
    });

    it("leaves nothing behind when it is removed", async () => {
        stack.write({ "index.ts": example["index.ts"] ?? "" });
        await stack.up();
        expect(existsSync(folder)).toBe(false);
        await expect(kubectlIn(server, "get", "service", "desk")).rejects.toThrow("not found");
    });
});

describe("a cluster that is made anew", () => {
    it("replaces the container that had its kubeconfig, and the new one works", async () => {
        const before = await api();
        await docker("rm", "--force", server);
        expect(summary((await stack.up()).steps)).toContain("replace Container api");
        expect(await api()).not.toBe(before);
        expect(await answer()).toEqual({ visits: 1, nodes: ["dev-server"] });
    });
});
