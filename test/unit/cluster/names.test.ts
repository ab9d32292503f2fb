import { namePrefix, nodeName, clusterPath } from "../../../sdk/nodejs/cluster/names";

const long = "a-stack-with-a-name-that-somebody-generated";

describe("the names of Docker objects", () => {
    it("begin with project, stack and cluster", () => expect(namePrefix("shop", "dev", "k8s")).toBe("shop-dev-k8s"));

    it("are cut to 48 characters, with a hash of the whole at the end", () => {
        const prefix = namePrefix("shop", long, "k8s");
        expect(prefix).toHaveLength(48);
        expect(prefix).toMatch(/^shop-a-stack-with-a-name-.*-[0-9a-f]{8}$/);
    });

    it("are left whole at 48 characters", () => {
        const project = "p".repeat(48 - "-dev-k8s".length);
        expect(namePrefix(project, "dev", "k8s")).toBe(`${project}-dev-k8s`);
    });

    it("differ for long names that differ only at their end", () => {
        const names = ["one", "two", "tw"].map((cluster) => namePrefix("shop", long, cluster));
        expect(new Set(names).size).toBe(3);
        expect(new Set(names.map((name) => name.slice(0, 39))).size).toBe(1);
    });

    it("hold nothing that Docker does not take, and begin with a letter or digit", () => {
        expect(namePrefix("@scope/shop", "é dev", "k8s")).toBe("scope-shop---dev-k8s");
    });

    it("are the same every time", () => expect(namePrefix("shop", long, "k8s")).toBe(namePrefix("shop", long, "k8s")));
});

it("the owner tells apart what the names of Docker objects may not", () => {
    expect(clusterPath("shop-web", "dev", "k8s")).toBe("shop-web/dev/k8s");
    expect(clusterPath("shop-web", "dev", "k8s")).not.toBe(clusterPath("shop", "web-dev", "k8s"));
});

it("a node's name has no stack in it", () => expect(nodeName("dev", "server")).toBe("dev-server"));
