import type Docker from "dockerode";
import { removeLeftover } from "../../../provider/docker/leftovers";

interface FakeObject {
    id: string;
    name: string;
    owner?: string;
}

const owner = "shop/dev/k8s";

/** A daemon whose lists filter as Docker's do: names by regular expression, containers' with a slash before them. */
class FakeDaemon {
    readonly done: string[] = [];

    constructor(private readonly objects: FakeObject[]) {}

    get docker(): Docker {
        return {
            listContainers: ({ filters }: { filters: Filters }) => this.list("/", filters),
            listNetworks: ({ filters }: { filters: Filters }) => this.list("", filters),
            getContainer: (id: string) => ({
                remove: (options: object) => this.note(`remove container ${id}`, options),
            }),
            getNetwork: (id: string) => ({
                inspect: () => Promise.resolve({ Containers: { guest: {} } }),
                disconnect: ({ Container }: { Container: string }) => this.note(`disconnect ${Container} from ${id}`),
                remove: () => this.note(`remove network ${id}`),
            }),
        } as unknown as Docker;
    }

    private list(before: string, { name, label }: Filters): Promise<{ Id: string }[]> {
        const wanted = this.objects.filter(
            (object) =>
                name.some((pattern) => new RegExp(pattern).test(before + object.name)) &&
                label.every((one) => one === `pulumi-k3s.cluster=${object.owner ?? ""}`),
        );
        return Promise.resolve(wanted.map(({ id }) => ({ Id: id })));
    }

    private note(what: string, options: object = {}): Promise<void> {
        this.done.push([what, ...Object.keys(options)].join(" "));
        return Promise.resolve();
    }
}

interface Filters {
    name: string[];
    label: string[];
}

async function removed(kind: "container" | "network" | "volume", objects: FakeObject[]): Promise<string[]> {
    const daemon = new FakeDaemon(objects);
    await removeLeftover(daemon.docker, { kind, name: "shop-dev-k8s", owner });
    return daemon.done;
}

describe("before a Docker object is made", () => {
    it("a container of its name and owner is removed, with the volumes that have no name", async () => {
        expect(await removed("container", [{ id: "1", name: "shop-dev-k8s", owner }])).toEqual([
            "remove container 1 force v",
        ]);
    });

    it("a network of its name and owner is emptied and removed", async () => {
        expect(await removed("network", [{ id: "1", name: "shop-dev-k8s", owner }])).toEqual([
            "disconnect guest from 1",
            "remove network 1",
        ]);
    });

    it.each(["container", "network"] as const)("a %s of another name stays", async (kind) => {
        const names = ["shop-dev-k8s-server", "a-shop-dev-k8s", "shop-dev-k8"];
        expect(
            await removed(
                kind,
                names.map((name) => ({ id: name, name, owner })),
            ),
        ).toEqual([]);
    });

    it.each(["container", "network"] as const)("a %s of another owner, or of none, stays", async (kind) => {
        const owners = ["shop/dev/other", "shop-dev/k8s", undefined];
        expect(
            await removed(
                kind,
                owners.map((other) => ({ id: String(other), name: "shop-dev-k8s", owner: other })),
            ),
        ).toEqual([]);
    });

    it("a volume always stays: it may hold data", async () => {
        expect(await removed("volume", [{ id: "1", name: "shop-dev-k8s", owner }])).toEqual([]);
    });
});
