import { docker } from "../e2e/support/docker";
import { expectSoon } from "../e2e/support/soon";

const registryImage = process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3";

/** A registry in a container of the tests' daemon, which that daemon pushes to and pulls from. */
export class LocalRegistry {
    private address = "";

    constructor(private readonly name: string) {}

    async start(): Promise<void> {
        await docker("run", "--detach", "--name", this.name, "--publish", "127.0.0.1::5000", registryImage);
        this.address = await docker("port", this.name, "5000/tcp");
    }

    remove(): Promise<unknown> {
        return docker("rm", "--force", "--volumes", this.name);
    }

    /** Moves an image of the daemon to the registry, under another name. Returns its tag and digest there. */
    async push(image: string, name: string): Promise<{ tagged: string; digest: string }> {
        const tagged = `${this.address}/${name}`;
        await docker("tag", image, tagged);
        // The registry listens a moment after its start.
        await expectSoon(() => docker("push", "--quiet", tagged), 30);
        const digests = await docker("image", "inspect", "--format", '{{join .RepoDigests "\\n"}}', tagged);
        const [, digest] =
            digests
                .split("\n")
                .find((each) => each.startsWith(this.address))
                ?.split("@") ?? [];
        if (digest === undefined) throw new Error(`${tagged} has no digest: ${digests}`);
        await docker("rmi", tagged);
        return { tagged, digest };
    }
}
