/**
 * Runs a command with a current Docker daemon as the local one, on a machine of its own, whose network it shares; then all
 * of it goes: node --require ./test/support/register.cjs test/current-docker/run.ts STORE COMMAND... (STORE: containerd or graphdriver)
 */
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { required, webImage } from "../e2e/support/environment";
import { Machine } from "../e2e/support/machine";
import { rebuild } from "./buildx";
import { copyImages, nodeImage, OwnDaemon } from "../e2e/support/own-daemon";

/** What the set-up has made on the daemon that the tests were given. */
const images = [
    nodeImage(),
    webImage,
    process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3",
    "pulumi-k3s-test/contract-server:1",
    "pulumi-k3s-operator/redis:7",
    "pulumi-k3s-references/api:1",
];

async function main([store, ...command]: string[]): Promise<number> {
    const machine = await Machine.start("current-docker", 44);
    try {
        const options = ["--feature", `containerd-snapshotter=${String(store === "containerd")}`];
        const daemon = new OwnDaemon(machine, { root: required("K3S_TEST_CURRENT_DOCKER"), options });
        await daemon.start();
        await copyImages(daemon.host, images);
        process.env.DOCKER_HOST = `unix://${daemon.socket}`;
        // They come as the other daemon keeps them, which is not how buildx leaves them here.
        if (store === "containerd") for (const image of images) await rebuild(image);
        // A stack of the same name on the other daemon is another one, and so are its files.
        const [home, state] = [join(machine.folder, "home"), join(machine.folder, "state")];
        for (const folder of [home, state]) mkdirSync(folder);
        const child = machine.share(command, {
            HOME: home,
            PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
        });
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
        const [code] = (await once(child, "exit")) as [number | null];
        return code ?? 1;
    } finally {
        await machine.remove();
    }
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
