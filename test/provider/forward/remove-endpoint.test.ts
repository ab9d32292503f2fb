import { existsSync, mkdtempSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { type Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type EndpointRequest, replacedCode } from "../../../provider/forward/control";
import { controlServer } from "../../../provider/forward/control-server";
import { controlPath, forwarderFolder } from "../../../shared/forwarder-paths";
import { removeEndpoint } from "../../../provider/forward/remove-endpoint";
import { readTable, writeTable } from "../../../provider/forward/endpoint-table";

let root: string;
let folder: string;

const endpoint = (hostPort: number) => ({
    namespace: "shop",
    service: "web",
    port: 80,
    hostPort,
    addresses: ["127.0.0.1"],
});
const carried = async () => Object.keys((await readTable(folder))?.endpoints ?? {});

beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "remove-"));
    folder = forwarderFolder(root, "shop/test/dev");
    await mkdir(folder, { recursive: true });
    const endpoints = { a: endpoint(1), b: endpoint(2), c: endpoint(3) };
    await writeTable(folder, { cluster: "shop/test/dev", kubeconfig: "k", endpoints });
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("endpoints of a forwarder that does not run", () => {
    it("are removed side by side, and none comes back", async () => {
        await Promise.all(["a", "b"].map((name) => removeEndpoint(root, folder, name)));
        expect(await carried()).toEqual(["c"]);
    });

    it("leave no file when the last of them goes", async () => {
        await Promise.all(["a", "b", "c"].map((name) => removeEndpoint(root, folder, name)));
        expect(existsSync(dirname(folder))).toBe(false);
    });
});

describe("an endpoint of a forwarder whose place another one takes", () => {
    let forwarder: Server;
    let refusals: number;
    const removed: string[] = [];

    beforeEach(async () => {
        removed.length = 0;
        forwarder = controlServer({
            status: () => ({ version: "", pid: 0, cluster: "", endpoints: {} }),
            put: (_name: string, _order: EndpointRequest) => Promise.resolve(),
            remove: (name) => {
                if (refusals-- > 0) return Promise.reject(Object.assign(new Error("lost"), { code: replacedCode }));
                removed.push(name);
                return Promise.resolve();
            },
            probe: () => Promise.resolve(),
            stop: () => undefined,
        });
        await new Promise<void>((resolve) => forwarder.listen(controlPath(folder), resolve));
    });
    afterEach(() => void forwarder.close());

    it("is removed by that one", async () => {
        refusals = 2;
        await removeEndpoint(root, folder, "a");
        expect(removed).toEqual(["a"]);
    });

    it("is an error when that has no end", async () => {
        refusals = Infinity;
        await expect(removeEndpoint(root, folder, "a")).rejects.toThrow("lost");
        expect(await carried()).toEqual(["a", "b", "c"]);
    });
});
