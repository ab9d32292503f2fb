import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectDocker } from "../../../../provider/docker/daemon/connect";
import { DockerImageTransfer } from "../../../../provider/docker/images/image-transfer";
import { fullImageName } from "../../../../shared/docker/image-reference";
import { docker } from "../../../e2e/support/docker";
import { webImage } from "../../../e2e/support/environment";
import { image } from "../../test-server";
import { says } from "../../../support/says";

jest.setTimeout(60_000);

const node = `image-transfer-test-${process.pid}`;
const other = `${node}/web:other`;
const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-image-transfer-"));
const transfer = new DockerImageTransfer(connectDocker);
let socket: Server | undefined;

/** Starts a node without K3s: a test defines the command `k3s` in it, and when its containerd listens. */
beforeAll(() =>
    docker(
        ...["run", "--detach", "--name", node, "--volume", `${folder}:/run/k3s/containerd`],
        ...["--entrypoint", "sleep", image, "300"],
    ),
);

afterAll(async () => {
    await docker("rm", "--force", "--volumes", node);
    socket?.close();
    rmSync(folder, { recursive: true });
});

describe("loading an image into a node", () => {
    it("waits until containerd listens, and hands over the whole image", async () => {
        await replaceK3s(`[ $3 = check ] && echo ${fullImageName(webImage)} || cat >/archive`);
        const loaded = transfer.load(webImage, node);
        await listen();
        await loaded;
        expect(await docker("exec", node, "tar", "-tf", "/archive")).toContain("manifest.json");
    });

    it("fails with what ctr said, whether it has read the image or not", async () => {
        await replaceK3s("echo no space left >&2; exit 3");
        await expect(transfer.load(webImage, node)).rejects.toThrow(
            /could not be loaded into image-transfer.*no space/s,
        );
        await replaceK3s("cat >/dev/null; echo no space left >&2; exit 3");
        await expect(transfer.load(webImage, node)).rejects.toThrow(
            /could not be loaded into image-transfer.*no space/s,
        );
    });

    it.each([
        ["waits for it", "cat >/dev/null"],
        ["fails without it", "cat >/dev/null; echo unexpected EOF >&2; exit 1"],
    ])("fails when the daemon has no such image, where ctr %s", async (_, k3s) => {
        await replaceK3s(k3s);
        await expect(transfer.load("pulumi-k3s-test/none:1", node)).rejects.toThrow(
            'The Docker daemon has no image "pulumi-k3s-test/none:1" to load into the cluster (images).\n' +
                "Next: build it, or docker pull pulumi-k3s-test/none:1",
        );
    });

    it("fails when there is no such node", async () => {
        await expect(transfer.load(webImage, `${node}-none`)).rejects.toThrow(
            says(`image "${webImage}" could not … loaded into ${node}-none … not exist any more.`),
        );
    });

    it("fails at once when the node stops, or has stopped", async () => {
        await replaceK3s("sleep 60");
        const loaded = transfer.load(webImage, node);
        const refused = expect(loaded).rejects.toThrow(/which is not running/);
        await docker("kill", node);
        await refused;
        await expect(transfer.load(webImage, node)).rejects.toThrow(/which is not running/);
    });
});

describe("the ids of an image", () => {
    it("begin with the same for each name of it", async () => {
        const [id] = (await transfer.imageIds(webImage)) ?? [];
        expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
        await docker("tag", webImage, other);
        expect((await transfer.imageIds(other))?.[0]).toBe(id);
        await docker("rmi", other);
    });

    it("are none of an image that is not there", async () => {
        expect(await transfer.imageIds("pulumi-k3s-test/none:1")).toBeUndefined();
    });
});

async function replaceK3s(script: string): Promise<void> {
    const write = `rm -f /bin/k3s && printf '%s\\n' '#!/bin/sh' "$0" >/bin/k3s && chmod +x /bin/k3s`;
    await docker("exec", node, "sh", "-ec", write, script);
}

function listen(): Promise<void> {
    return new Promise((resolve) => {
        socket = createServer().listen(join(folder, "containerd.sock"), resolve);
    });
}
