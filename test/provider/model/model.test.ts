import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { followModel, type Model, readModel } from "../../../provider/model/model";
import { expectSoon } from "../../e2e/support/soon";

jest.setTimeout(60_000);

const project = "model-test";
const isWanted = (path: string) => path.startsWith(`${project}/`);
let home: string;
let fakeServer: Server;
/** Whether the API server accepts requests and never answers. */
let isSilent = false;
const over = new AbortController();

function write(path: string, text: string): void {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
}

const kubeconfig = () => {
    const server = `http://127.0.0.1:${(fakeServer.address() as AddressInfo).port}`;
    const entry = { clusters: [{ name: "c", cluster: { server, "insecure-skip-tls-verify": true } }] };
    const context = { contexts: [{ name: "c", context: { cluster: "c", user: "c" } }], "current-context": "c" };
    return JSON.stringify({ ...entry, ...context, users: [{ name: "c", user: { token: "planted-token" } }] });
};

beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "pulumi-k3s-model-"));
    process.env.PULUMI_K3S_HOME = home;
    // A fake API server without objects, whose watches stay open.
    fakeServer = createServer((request, response) => {
        if (isSilent) return;
        response.setHeader("content-type", "application/json");
        if (request.url === "/version") response.end(JSON.stringify({ gitVersion: "v1.34.4+k3s1" }));
        else if (request.url?.includes("watch=true")) response.flushHeaders();
        else response.end(JSON.stringify({ metadata: { resourceVersion: "1" }, items: [] }));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => fakeServer.once("listening", resolve));
});

afterAll(() => {
    over.abort();
    delete process.env.PULUMI_K3S_HOME;
    fakeServer.close();
    fakeServer.closeAllConnections();
    rmSync(home, { recursive: true, force: true });
});

const shown = ({ store }: Model) => store.all().map(({ id, state, health }) => [id, state, health]);

it("clusters come and go with their files, and one that is gone does not come back by itself", async () => {
    write(`${project}/test/one/kubeconfig.yaml`, kubeconfig());
    const { model, first } = followModel({ isWanted }, over.signal);
    await first;
    expect(model.dockerProblem).toBeUndefined();
    const one = [`${project}/test/one`, "ready", "healthy"];
    expect(shown(model)).toEqual([one]);
    isSilent = true;
    fakeServer.closeAllConnections();
    await expectSoon(() => expect(shown(model)).toEqual([[one[0], "unknown", "unknown"]]));
    rmSync(join(home, project, "test", "one"), { recursive: true });
    await expectSoon(() => expect(shown(model)).toEqual([]));
    isSilent = false;
    write(`${project}/test/two/kubeconfig.yaml`, kubeconfig());
    const two = [`${project}/test/two`, "ready", "healthy"];
    await expectSoon(() => expect(shown(model)).toEqual([two]));
    write(
        "forward/abc/table.json",
        JSON.stringify({ cluster: two[0], kubeconfig: "planted-token", endpoints: { web } }),
    );
    await expectSoon(() =>
        expect(shown(model)).toEqual([two, [`${two[0] ?? ""}/endpoint/web`, "stopped", "unhealthy"]]),
    );
    // Forwarders write the file so: another file replaces it, again and again.
    for (const address of ["127.0.0.2", "127.0.0.3", "127.0.0.4"]) {
        const endpoints = { web: { ...web, addresses: [address] } };
        write(
            "forward/abc/table.json.new",
            JSON.stringify({ cluster: two[0], kubeconfig: "planted-token", endpoints }),
        );
        renameSync(join(home, "forward/abc/table.json.new"), join(home, "forward/abc/table.json"));
        const addresses = () => model.store.get(`${two[0] ?? ""}/endpoint/web`)?.addresses;
        await expectSoon(() => expect(addresses()).toEqual([`${address}:1`]));
    }
    expect(JSON.stringify(model.store.all())).not.toContain("planted");
    over.abort();
});

it("a stack that is slow keeps nobody waiting, and one that has changed is read again", async () => {
    const cluster = `${project}/test/four`;
    const stackWith = (...manifests: string[]) =>
        new Map([
            [cluster, { name: "four", releases: [], manifests: manifests.map((name) => ({ name, objects: [] })) }],
        ]);
    const slow = Promise.withResolvers<ReturnType<typeof stackWith>>();
    let now = stackWith("old");
    const end = new AbortController();
    write(`${cluster}/kubeconfig.yaml`, kubeconfig());
    const options = {
        isWanted: (path: string) => path === cluster,
        stack: slow.promise,
        readStack: () => Promise.resolve(now),
    };
    const { model, first, whole } = followModel(options, end.signal);
    await first;
    const manifests = () => model.store.all().flatMap(({ kind, name }) => (kind === "manifest" ? name : []));
    expect([shown(model), manifests()]).toEqual([[[cluster, "ready", "healthy"]], []]);
    slow.resolve(now);
    await whole;
    expect(manifests()).toEqual(["old"]);
    now = stackWith("new");
    // An update writes to this folder.
    write("updates/1.json", "{}");
    await expectSoon(() => expect(manifests()).toEqual(["new"]));
    end.abort();
    rmSync(join(home, cluster), { recursive: true });
});

const web = { namespace: "default", service: "web", port: 80, hostPort: 1, addresses: ["127.0.0.1"] };

it("a kubeconfig that cannot be read, and a server that is silent, are told of one by one", async () => {
    write(`${project}/test/broken/kubeconfig.yaml`, "clusters: [");
    isSilent = true;
    const { store } = await readModel({ isWanted });
    const clusters = new Map(store.all().map((its) => [its.name, its]));
    expect(clusters.get(`${project}/test/broken`)).toMatchObject({ health: "unknown" });
    expect(clusters.get(`${project}/test/broken`)?.why).toMatch(/^The kubeconfig cannot be read\./);
    expect(clusters.get(`${project}/test/two`)?.why).toMatch(/did not answer within 9 s$/);
});
