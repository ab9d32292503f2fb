import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pluginFolder } from "./support/plugin";

jest.setTimeout(60_000);

const run = promisify(execFile);
const script = join(pluginFolder, "pulumi-resource-k3s");
const { NODE_COMPILE_CACHE: _, ...env } = process.env;

let engine: Server;
let folder: string;

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-plugin-process-"));
    engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
});
afterAll(() => {
    engine.close();
    rmSync(folder, { recursive: true });
});

/** The plugin as Pulumi starts it; it tells its port when it serves. */
async function started() {
    const { port } = engine.address() as AddressInfo;
    const plugin = spawn(script, [`127.0.0.1:${port}`], { env: { ...env, XDG_CACHE_HOME: join(folder, "cache") } });
    await once(plugin.stdout, "data");
    return plugin;
}

describe("the plugin's process", () => {
    it("keeps what the compiler has made of it where its user alone may write, when Pulumi ends it", async () => {
        const plugin = await started();
        plugin.kill("SIGINT");
        expect(await once(plugin, "exit")).toEqual([130, null]);
        const compiled = join(folder, "cache", "pulumi-k3s", "compiled");
        expect(statSync(compiled).mode & 0o777).toBe(0o700);
        expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(50);
    });

    it("loads nothing of what Pulumi's SDK has for dynamic resources", async () => {
        const load = `
            require("./dist/provider/plugin/lean-start").startLean();
            require("./dist/provider/plugin/serve");
            require("./dist/provider/plugin/parts");
            console.log(JSON.stringify(Object.keys(require.cache)));
        `;
        const { stdout } = await run(process.execPath, ["-e", load], { cwd: join(pluginFolder, "..") });
        const loaded = JSON.parse(stdout) as string[];
        expect(loaded).toContainEqual(expect.stringContaining("/@pulumi/pulumi/"));
        expect(loaded.filter((path) => /\/(typescript|arborist|source-map)\//.test(path))).toEqual([]);
    });

    it("ends by itself where Pulumi was killed", async () => {
        const plugin = await started();
        engine.close();
        expect(await once(plugin, "exit")).toEqual([1, null]);
    });
});

describe("the plugin's start script", () => {
    it("says that there is no Node.js", async () => {
        await expect(run("/bin/sh", [script], { env: { PATH: "/nowhere" } })).rejects.toMatchObject({
            code: 1,
            stderr: expect.stringContaining("there is no node on the PATH.\nNext: install Node.js") as string,
        });
    });
});
