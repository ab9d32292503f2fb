import { execute } from "../../../../provider/docker/containers/execute";
import { DockerImageTransfer } from "../../../../provider/docker/images/image-transfer";
import { importImage } from "../../../../provider/docker/images/import-image";
import { LocalRegistry } from "../../local-registry";
import { absent, missing, OciArchive } from "../../oci-archive";
import { TestServer } from "../../test-server";
import { docker as commandLine } from "../../../e2e/support/docker";
import { webImage } from "../../../e2e/support/environment";
import { says } from "../../../support/says";

const host = new TestServer();
const { docker } = host;
const registry = new LocalRegistry(`${host.name}-registry`);
const transfer = new DockerImageTransfer(() => Promise.resolve(docker));

jest.setTimeout(120_000);

/** Runs a pod of an image that no registry has. */
async function runs(name: string, image: string): Promise<void> {
    const kubectl = async (...args: string[]) => {
        const { exitCode, output } = await execute(docker, host.name, ["k3s", "kubectl", ...args]);
        if (exitCode !== 0) throw new Error(output);
    };
    await kubectl("run", name, `--image=${image}`, "--image-pull-policy=Never");
    await kubectl("wait", `pod/${name}`, "--for=condition=Ready", "--timeout=60s");
}

beforeAll(async () => {
    await host.prepare();
    await host.server();
    await host.kubeconfig();
    // Waits until containerd answers. The image is in Docker's own format, as this daemon saves it.
    await transfer.load(webImage, host.name);
    const wait = ["--for=create", "--timeout=60s", "serviceaccount/default"];
    await execute(docker, host.name, ["k3s", "kubectl", "wait", ...wait]);
});

afterAll(() => host.dispose());

describe("an image as this daemon saves it", () => {
    it("runs in the node", () => runs("own", webImage));
});

describe("an image by its digest, which has no name where it is saved", () => {
    beforeAll(() => registry.start());
    afterAll(() => registry.remove());

    it("runs, whether its tag is named with it or not", async () => {
        const { tagged, digest } = await registry.push(webImage, "import/digest:1");
        const image = tagged.replace(/:1$/, `@${digest}`);
        await commandLine("pull", "--quiet", image);
        for (const [name, reference] of Object.entries({ digest: image, "tag-and-digest": `${tagged}@${digest}` })) {
            await transfer.load(reference, host.name);
            await runs(name, reference);
            await execute(docker, host.name, ["k3s", "ctr", "images", "rm", image]);
        }
        await commandLine("rmi", image);
        const { output } = await execute(docker, host.name, [
            "k3s",
            "ctr",
            "images",
            "ls",
            "-q",
            "name~=^import.invalid/",
        ]);
        expect(output).toBe("");
    });
});

describe("an image of Docker's containerd store", () => {
    it("runs, though the content of other platforms is missing", async () => {
        const { archive, manifest } = await OciArchive.of(docker, webImage);
        const index = archive.index([absent(missing.s390x), manifest, absent(missing.attestation)]);
        const stream = archive.named("docker.io/import/index:1", [index]);
        await importImage(docker, host.name, "import/index:1", () => Promise.resolve(stream));
        await runs("index", "import/index:1");
    });

    it("runs, where it is of one platform", async () => {
        const { archive, manifest } = await OciArchive.of(docker, webImage);
        const stream = archive.named("registry.example:5000/import/single:1", [manifest]);
        await importImage(docker, host.name, "registry.example:5000/import/single:1", () => Promise.resolve(stream));
        await runs("single", "registry.example:5000/import/single:1");
    });

    it("is refused when the node's own platform is what is missing", async () => {
        const { archive, manifest } = await OciArchive.of(docker, webImage);
        const index = archive.index([{ ...absent(missing.s390x), platform: manifest.platform }]);
        const stream = archive.named("docker.io/import/foreign:1", [index]);
        await expect(importImage(docker, host.name, "import/foreign:1", () => Promise.resolve(stream))).rejects.toThrow(
            says(`image "import/foreign:1" … not … loaded into ${host.name}.`),
        );
    });

    it("is refused when it is not there under its name afterwards", async () => {
        const { archive, manifest } = await OciArchive.of(docker, webImage);
        const stream = archive.named("docker.io/import/other:1", [manifest]);
        await expect(importImage(docker, host.name, "import/asked:1", () => Promise.resolve(stream))).rejects.toThrow(
            says('import succeeded … node … no complete image "docker.io/import/asked:1"'),
        );
    });
});
