import { connectDocker } from "../../../provider/docker/daemon/connect";
import { DockerImageTransfer } from "../../../provider/docker/images/image-transfer";
import { docker } from "../../e2e/support/docker";
import { type Bench } from "../framework/bench";
import { command } from "../framework/command";
import { DockerServer } from "./docker-server";
import { haveNodeImage } from "./images";

const importCommand = ["k3s", "ctr", "images", "import", "-"];

/** Loads a local image into a node with the code that the provider uses for `images`. */
export function imageLoad(size: string, image: string, goal: number): Bench {
    return {
        name: `image load, ${size}`,
        unit: "ms",
        peerName: "docker save | ctr import",
        goal,
        async prepare(context) {
            await haveNodeImage();
            const server = new DockerServer("bench-image-load", context);
            await server.start();
            const node = server.container;
            const transfer = new DockerImageTransfer(connectDocker);
            const pipe = `docker save "$0" | docker exec --interactive "$1" ${importCommand.join(" ")}`;
            const forget = { before: () => forgetImage(node, image), after: () => expectImage(node, image) };
            return {
                ours: { ...forget, run: () => transfer.load(image, node) },
                peer: { ...forget, run: () => command("sh", ["-ec", pipe, image, node], { signal: context.signal }) },
            };
        },
    };
}

/** Removes an image with its content, so that the next import has to write the content. */
async function forgetImage(node: string, image: string): Promise<void> {
    await docker("exec", node, "k3s", "ctr", "images", "rm", "--sync", reference(image));
}

async function expectImage(node: string, image: string): Promise<void> {
    const images = await docker("exec", node, "k3s", "ctr", "images", "ls", "--quiet");
    if (!images.split("\n").includes(reference(image))) throw new Error(`${image} did not get into ${node}`);
}

/** Returns the name that containerd gives to an image from Docker Hub. */
function reference(image: string): string {
    return /^[^/]*[.:][^/]*\//.test(image) ? image : `docker.io/${image}`;
}
