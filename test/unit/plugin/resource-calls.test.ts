import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { customResources } from "../../../provider/plugin/resource-calls";
import { storedText } from "../../../provider/shims/stored-text";
import { secretMark } from "../support/recorded-program";
import { says } from "../../support/says";

const urn = "urn:pulumi:test::shop::k3s:index:Cluster$k3s:index:KubeconfigFiles::dev-kubeconfig-files";
const secret = (value: unknown) => ({ ...secretMark, value });

describe("a resource of the plugin", () => {
    let folder: string;
    const inputs = () => ({
        implementation: "v1.KubeconfigFiles",
        root: folder,
        path: join(folder, "dev/kubeconfig.yaml"),
        containerPath: join(folder, "dev/container.yaml"),
        kubeconfig: secret("the administrator's"),
        containerKubeconfig: secret("the container's"),
    });

    beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-plugin-"))));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it("is created with the values of secrets, which stay secrets", async () => {
        const { outs } = (await customResources.create(urn, inputs())) as { outs: object };
        expect(readFileSync(inputs().path, "utf8")).toBe("the administrator's");
        expect(outs).toMatchObject({ ...inputs(), __provider: storedText });
    });

    it("is compared with what a dynamic resource has left", async () => {
        const old = { ...inputs(), __provider: "of an old version" };
        await expect(customResources.diff(folder, urn, old, inputs())).resolves.toMatchObject({ changes: false });
        const changed = { ...inputs(), kubeconfig: secret("another") };
        await expect(customResources.diff(folder, urn, old, changed)).resolves.toMatchObject({ changes: true });
    });

    it("is updated, and is what it was in a refresh", async () => {
        const changed = { ...inputs(), kubeconfig: secret("another") };
        const { outs } = (await customResources.update(folder, urn, inputs(), changed)) as { outs: object };
        expect(readFileSync(inputs().path, "utf8")).toBe("another");
        expect(outs).toMatchObject({ ...changed, __provider: storedText });
        await expect(customResources.read(folder, urn, outs)).resolves.toEqual({ id: folder, props: outs });
    });

    it("is deleted", async () => {
        await customResources.delete(folder, urn, inputs());
        expect(existsSync(inputs().path)).toBe(false);
    });

    it("fails without a stack", async () => {
        const unknown = { ...inputs(), implementation: "v9.Target" };
        const failure = await customResources.diff(folder, urn, unknown, unknown).catch((error: unknown) => error);
        expect(failure).toMatchObject({ stack: "", name: "" });
        expect((failure as Error).message).toMatch(says('pulumi-k3s … not know … resource "v9.Target"'));
    });
});
