import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import Docker from "dockerode";
import { extract } from "tar-stream";
import { connectDocker, connectTo } from "../../../provider/docker/daemon/connect";
import { KubeconfigVolume, type KubeconfigVolumeInputs } from "../../../provider/resources/kubeconfig-volume";
import { failure } from "./fake-nodes";
import { says } from "../../support/says";

jest.setTimeout(120_000);

const context = { progress: () => undefined };
const image = process.env.K3S_TEST_IMAGE ?? "";
const name = "pulumi-k3s-kubeconfig-volume-test";
const credentials = () => Promise.resolve(undefined);

const inputs = (wanted: Partial<KubeconfigVolumeInputs> = {}): KubeconfigVolumeInputs => ({
    ...{ name, file: "kubeconfig.yaml", kubeconfig: "apiVersion: v1\n", user: "65532", uid: 65532, gid: 0 },
    ...{ image, owner: "project/test/dev#0a1b2c3d", ...wanted },
});

/** Returns the output of a command in a container of this user, with the volume at /files. */
async function seenBy(docker: Docker, user: string, volume: string, ...command: string[]): Promise<string> {
    const container = await docker.createContainer({
        ...{ Image: image, User: user, Entrypoint: ["sh", "-c", command.join(" ")], Tty: true },
        HostConfig: { Binds: [`${volume}:/files:ro`] },
    });
    try {
        await container.start();
        await container.wait();
        return (await container.logs({ stdout: true, stderr: true })).toString().trim().replaceAll("\r", "");
    } finally {
        await container.remove({ force: true });
    }
}

const count = async (docker: Docker) => {
    const filters = { name: [name] };
    const { Volumes } = await docker.listVolumes({ filters });
    return [(await docker.listContainers({ all: true, filters })).length, Volumes.length];
};

describe("a kubeconfig for the user of containers, on this machine's daemon", () => {
    const kind = new KubeconfigVolume({ connect: connectDocker, credentials });
    let docker: Docker;

    beforeAll(async () => {
        docker = await connectDocker();
    });

    it("is the container's own file for a user that the daemon knows", async () => {
        const { outputs } = await kind.create(inputs({ user: "root", uid: 0 }), context);
        expect(outputs.volume).toBe("");
        expect(await count(docker)).toEqual([0, 0]);
        await kind.delete("id", outputs);
    });

    it("is readable by that user alone where it is in a volume, which goes with it", async () => {
        // No machine and no image has a user with this number. Daemons that accept unknown numbers do not need the
        // volume.
        const unknown = inputs({ user: "71234:71235", uid: 71234, gid: 71235 });
        const { outputs } = await kind.create(unknown, context);
        const { Version, Components } = await docker.version();
        const isPodman = Components.some(({ Name }) => Name === "Podman Engine");
        const takesNumbers = isPodman || Number.parseInt(Version) >= 28;
        expect(outputs.volume === "").toBe(takesNumbers);
        if (takesNumbers) return;
        expect(await count(docker)).toEqual([0, 1]);
        const command = ["stat -c '%a %u %g' /files/kubeconfig.yaml;", "cat /files/kubeconfig.yaml"];
        expect(await seenBy(docker, "71234", outputs.volume, ...command)).toBe("600 71234 71235\napiVersion: v1");
        expect(await seenBy(docker, "71236", outputs.volume, ...command)).toContain("Permission denied");
        // The lifecycle adopts the volume that an interrupted run has left.
        expect((await kind.create(unknown, context)).outputs).toEqual(outputs);
        expect(await kind.read("id", outputs)).toEqual(outputs);
        await kind.delete("id", outputs);
        expect(await count(docker)).toEqual([0, 0]);
        expect(await kind.read("id", outputs)).toBeUndefined();
        await kind.delete("id", outputs);
    });

    it("says which image it lacks", async () => {
        const missing = inputs({ image: "localhost:1/nowhere:1" });
        const message = await failure(() => kind.create(missing, context));
        expect(message).toMatch(says('Docker daemon … no image "localhost:1/nowhere:1" … cannot pull'));
        expect(message).toMatch(says("Next: build … docker pull localhost:1/nowhere:1 … run pulumi up again"));
    });
});

describe("a kubeconfig for the user of containers", () => {
    /** A fake daemon that answers as Docker does, and records the requests. */
    class FakeDaemon {
        readonly asked: string[] = [];
        readonly files: { name: string; mode?: number; uid?: number; gid?: number; text: string }[] = [];
        private readonly server: Server = createServer((request, response) => void this.answer(request, response));

        constructor(private readonly knowsUser: boolean) {}

        async connect(): Promise<Docker> {
            if (!this.server.listening) await once(this.server.listen(0, "127.0.0.1"), "listening");
            const { port } = this.server.address() as AddressInfo;
            return connectTo({ host: `tcp://127.0.0.1:${port}`, source: "DOCKER_HOST" });
        }

        close(): void {
            this.server.closeAllConnections();
            this.server.close();
        }

        private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
            const { method = "", url = "" } = request;
            const body = await buffer(request);
            const reply = (status: number, content: unknown) => response.writeHead(status).end(JSON.stringify(content));
            if (url === "/_ping") return void response.end("OK");
            this.asked.push(`${method} ${url.replace(/\?.*/, "")}`);
            if (url.includes("/archive") && url.includes("copyUIDGID") && !this.knowsUser) {
                return void reply(500, { message: 'getent unable to find entry "65532" in passwd database' });
            }
            if (url.includes("/archive")) this.files.push(...(await entriesOf(body)));
            if (url.startsWith("/containers/json")) return void reply(200, []);
            if (url.startsWith("/containers/create")) return void reply(201, { Id: "helper" });
            reply(200, {});
        }
    }

    async function entriesOf(archive: Buffer): Promise<FakeDaemon["files"]> {
        const found: FakeDaemon["files"] = [];
        const reader = extract();
        reader.on("entry", ({ name, mode, uid, gid }, stream, next) => {
            void buffer(stream).then((content) => {
                found.push({ name, mode, uid, gid, text: content.toString() });
                next();
            });
        });
        reader.end(archive);
        await once(reader, "finish");
        return found;
    }

    async function made(knowsUser: boolean) {
        const daemon = new FakeDaemon(knowsUser);
        const kind = new KubeconfigVolume({ connect: () => daemon.connect(), credentials });
        try {
            const { id, outputs } = await kind.create(inputs(), context);
            return { id, volume: outputs.volume, asked: daemon.asked, files: daemon.files };
        } finally {
            daemon.close();
        }
    }

    it("is no volume where the daemon puts files into containers of that user", async () => {
        const { id, volume, asked } = await made(true);
        expect([id, volume]).toEqual([name, ""]);
        expect(asked).not.toContain("POST /volumes/create");
        expect(asked.at(-1)).toBe("DELETE /containers/helper");
    });

    it("is in a volume where the daemon looks the user up and finds none", async () => {
        const { id, volume, asked, files } = await made(false);
        expect(volume).toMatch(new RegExp(`^${name}-[0-9a-f]{8}$`));
        expect(id).toBe(volume);
        expect(asked.filter((request) => request === "DELETE /containers/helper")).toHaveLength(2);
        expect(files).toEqual([{ name: "kubeconfig.yaml", mode: 0o600, uid: 65532, gid: 0, text: "apiVersion: v1\n" }]);
    });

    it.each<[keyof KubeconfigVolumeInputs, Partial<KubeconfigVolumeInputs>, boolean]>([
        ["kubeconfig", { kubeconfig: "apiVersion: v1 # of a new cluster\n" }, true],
        ["user", { user: "65533", uid: 65533 }, true],
        ["image", { image: "another" }, false],
        ["dockerHost", { dockerHost: "tcp://elsewhere" }, false],
    ])("with another %s is replaced only where the file is another one", async (_, other, isReplaced) => {
        const kind = new KubeconfigVolume({ connect: connectDocker, credentials });
        const old = { ...inputs(), volume: `${name}-0a1b2c3d` };
        const { replaces = [] } = await kind.diff("id", old, inputs(other));
        expect(replaces.length > 0).toBe(isReplaced);
    });
});
