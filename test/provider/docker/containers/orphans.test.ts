import type Docker from "dockerode";
import { ownerLabel } from "../../../../shared/labels";
import { removeOrphan } from "../../../../provider/docker/containers/orphans";
import { says } from "../../../support/says";

interface FakeObject {
    name: string;
    owner?: string;
}

const owner = "shop/dev/k8s#0a1b2c3d";
const mine = { name: "shop-dev-k8s", owner };

/** A fake daemon whose lists filter by name as Docker's do: they return every object whose name contains it. */
class FakeDaemon {
    readonly done: string[] = [];

    constructor(private readonly objects: FakeObject[]) {}

    get docker(): Docker {
        return {
            listContainers: ({ all, filters }: { all: boolean; filters: { name: string[] } }) =>
                Promise.resolve(
                    all ? this.list(filters).map(({ Name, ...rest }) => ({ ...rest, Names: [`/${Name}`] })) : [],
                ),
            listNetworks: ({ filters }: { filters: { name: string[] } }) => Promise.resolve(this.list(filters)),
            getContainer: (id: string) => ({
                remove: (options: object) => this.note(`remove container ${id} ${Object.keys(options).join(" ")}`),
            }),
            getNetwork: (id: string) => ({
                inspect: () => Promise.resolve({ Containers: { guest: {} } }),
                disconnect: ({ Container }: { Container: string }) => this.note(`disconnect ${Container} from ${id}`),
                remove: () => this.note(`remove network ${id}`),
            }),
        } as unknown as Docker;
    }

    private list({ name }: { name: string[] }) {
        return this.objects
            .filter((object) => name.some((part) => object.name.includes(part)))
            .map((object) => ({
                Id: `id-of-${object.name}`,
                Name: object.name,
                Labels: object.owner === undefined ? {} : { [ownerLabel]: object.owner },
            }));
    }

    private note(what: string): Promise<void> {
        this.done.push(what);
        return Promise.resolve();
    }
}

async function clear(kind: "container" | "network", objects: FakeObject[]): Promise<string[]> {
    const daemon = new FakeDaemon(objects);
    try {
        await removeOrphan(daemon.docker, { kind, name: mine.name, owner });
    } catch (error) {
        expect(daemon.done).toEqual([]);
        throw error;
    }
    return daemon.done;
}

describe("before a Docker object is made", () => {
    it("a container of its name and owner is removed, with the volumes that have no name", async () => {
        expect(await clear("container", [mine])).toEqual(["remove container id-of-shop-dev-k8s force v"]);
    });

    it("a network of its name and owner is emptied and removed", async () => {
        expect(await clear("network", [mine])).toEqual([
            "disconnect guest from id-of-shop-dev-k8s",
            "remove network id-of-shop-dev-k8s",
        ]);
    });

    it.each(["container", "network"] as const)("a %s whose name only begins or ends alike stays", async (kind) => {
        const objects = ["shop-dev-k8s-server", "a-shop-dev-k8s"].map((name) => ({ name, owner }));
        expect(await clear(kind, objects)).toEqual([]);
    });

    it.each(["container", "network"] as const)("a %s of another owner stays, and is named", async (kind) => {
        const theirs = { ...mine, owner: "shop/dev/k8s#ffffffff" };
        await expect(clear(kind, [theirs])).rejects.toThrow(
            says(
                `${kind} shop-dev-k8s already exists … this stack did not create it.\n … cluster shop/dev/k8s … another stack`,
            ),
        );
    });

    it.each([
        ["container", "docker container rm --force --volumes shop-dev-k8s"],
        ["network", "docker network rm shop-dev-k8s"],
    ] as const)("a %s that is nobody's stays, and the way out is named", async (kind, command) => {
        await expect(clear(kind, [{ name: mine.name }])).rejects.toThrow(
            says(`Next: … nothing needs … remove … (${command})`),
        );
    });
});
