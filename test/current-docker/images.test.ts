import { ask, imagePath } from "../../provider/docker/images/daemon-registry";
import { type InspectedImage } from "../../provider/docker/images/image-ids";
import { DockerImageTransfer } from "../../provider/docker/images/image-transfer";
import { NodeImages } from "../../provider/resources/node-images";
import { docker as commandLine, kubectl } from "../e2e/support/docker";
import { webImage } from "../e2e/support/environment";
import { expectSoon } from "../e2e/support/soon";
import { LocalRegistry } from "../provider/local-registry";
import { recordingContext } from "../provider/resources/fake-nodes";
import { TestServer } from "../provider/test-server";
import { buildx } from "./buildx";

jest.setTimeout(120_000);

const host = new TestServer();
const { docker, name: node } = host;
const registry = new LocalRegistry(`${node}-registry`);
const transfer = new DockerImageTransfer(() => Promise.resolve(docker));
const nodeImages = new NodeImages(() => transfer);
const prefix = "pulumi-k3s-current-docker";

const own = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
const foreign = "linux/s390x";

/** The same program for every platform: what is of another one is never to run. */
function build(image: string, greeting: string, ...platforms: string[]): Promise<void> {
    const lines = [
        `FROM --platform=${own} ${webImage} AS web`,
        "FROM scratch",
        "COPY --from=web /web /web",
        `ENV GREETING=${greeting}`,
        'ENTRYPOINT ["/web"]',
    ];
    return buildx(image, { Dockerfile: lines.join("\n") }, ...platforms.map((platform) => `--platform=${platform}`));
}

function inspect(image: string): Promise<InspectedImage> {
    return ask(docker, `/images/${imagePath(image)}/json?manifests=true`);
}

async function manifests(image: string): Promise<string[]> {
    const { Manifests = [] } = await inspect(image);
    return Manifests.map(({ Kind, Available }) => `${Kind} ${Available ? "at hand" : "elsewhere"}`).sort();
}

/** Starts a pod of an image that nobody could pull, and waits until it is ready. */
async function run(pod: string, image: string): Promise<void> {
    await kubectl(node, "run", pod, `--image=${image}`, "--image-pull-policy=Never");
    await kubectl(node, "wait", `pod/${pod}`, "--for=condition=Ready", "--timeout=60s");
}

async function greeting(pod: string): Promise<string | undefined> {
    const answer = await kubectl(node, "get", "--raw", `/api/v1/namespaces/default/pods/${pod}:8080/proxy/`);
    return answer.split("\n")[1];
}

beforeAll(async () => {
    await host.prepare();
    await Promise.all([host.server(), registry.start()]);
    await host.kubeconfig();
    await expectSoon(() => kubectl(node, "get", "serviceaccount", "default"), 60);
});

afterAll(async () => {
    await host.dispose();
    await registry.remove();
    const images = await commandLine("image", "ls", "--quiet", "--filter", `reference=${prefix}/*`);
    if (images !== "") await commandLine("rmi", "--force", ...new Set(images.split("\n")));
});

describe("an image as buildx leaves it, an index with an attestation", () => {
    const image = `${prefix}/web:dev`;
    const inputs = { container: node, containerId: "same", images: [image] };

    it("runs, by its tag and by the digest that docker-build tells", async () => {
        await build(image, "first");
        expect(await manifests(image)).toEqual(["attestation at hand", "image at hand"]);
        await transfer.load(image, node);
        await run("tag", image);
        const { Id } = await inspect(image);
        await transfer.load(`${image}@${Id}`, node);
        await run("digest", `${image}@${Id}`);
        expect(await greeting("digest")).toBe("first");
    });

    it("is not loaded again when a build found nothing to do, though its id is another one", async () => {
        const { outputs } = await nodeImages.create(inputs, recordingContext());
        const before = await inspect(image);
        await build(image, "first");
        expect((await inspect(image)).Id).not.toBe(before.Id);
        expect(await nodeImages.diff(node, outputs, inputs)).toEqual({ changes: false });
    });

    it("is loaded again when it was built anew, while pods of the old one go on", async () => {
        const { outputs } = await nodeImages.create(inputs, recordingContext());
        await build(image, "second");
        expect(await nodeImages.diff(node, outputs, inputs)).toEqual({ changes: true });
        await nodeImages.update(node, outputs, inputs, recordingContext());
        await run("anew", image);
        expect(await greeting("anew")).toBe("second");
        expect(await greeting("tag")).toBe("first");
        expect(
            await kubectl(node, "get", "pod/tag", "-o", "jsonpath={.status.containerStatuses[0].restartCount}"),
        ).toBe("0");
    });
});

describe("an image of several platforms", () => {
    it("runs when all are at hand", async () => {
        const image = `${prefix}/platforms:1`;
        await build(image, "all", own, foreign);
        expect((await manifests(image)).filter((each) => each === "image at hand")).toHaveLength(2);
        await transfer.load(image, node);
        await run("platforms", image);
        expect(await greeting("platforms")).toBe("all");
    });

    it("runs when only the node's was pulled, by its tag and by its digest", async () => {
        const { tagged, digest } = await registry.push(`${prefix}/platforms:1`, "platforms:1");
        await commandLine("rmi", `${prefix}/platforms:1`);
        await commandLine("pull", "--quiet", tagged);
        expect(await manifests(tagged)).toEqual(expect.arrayContaining(["image at hand", "image elsewhere"]));
        await transfer.load(tagged, node);
        await run("pulled", tagged);
        const byDigest = tagged.replace(/:1$/, `@${digest}`);
        await transfer.load(byDigest, node);
        await run("pulled-digest", byDigest);
        await commandLine("rmi", tagged);
    });

    it("is refused when the node's is what is missing", async () => {
        const image = `${prefix}/foreign:1`;
        await build(image, "foreign", foreign);
        await expect(transfer.load(image, node)).rejects.toThrow(
            new RegExp(`The image "${image}" could not be loaded into ${node}\\.\\n.*node's platform`, "s"),
        );
    });
});
