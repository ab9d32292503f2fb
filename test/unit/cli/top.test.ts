import { urlOf } from "../../../provider/model/url-of";
import { usageTable } from "../../../provider/cli/commands/top";
import { type Resource } from "../../../provider/model/resource";
import { usagesIn } from "../../../provider/model/usage";

const path = "shop/dev/dev";
const summary = {
    node: { nodeName: "dev-server", cpu: { usageNanoCores: 250_400_000 }, memory: { workingSetBytes: 2 ** 30 } },
    pods: [
        { podRef: { name: "small", namespace: "shop" }, cpu: { usageNanoCores: 0 }, memory: { workingSetBytes: 1024 } },
        {
            podRef: { name: "large", namespace: "shop" },
            cpu: { usageNanoCores: 1_500_000 },
            memory: { workingSetBytes: 5e6 },
        },
        { podRef: { name: "new", namespace: "shop" } },
    ],
};

it("what a kubelet tells is told by the resources of the model, those that take most first", () => {
    const usages = usagesIn(summary, path);
    expect(usages.map(({ id }) => id)).toEqual([
        `${path}/node/dev-server`,
        ...["small", "large", "new"].map((name) => `${path}/pod/shop/${name}`),
    ]);
    expect(usageTable(usages)).toEqual([
        "NAME        KIND  CLUSTER        CPU   MEMORY",
        "dev-server  node  shop/dev/dev  250m  1.0 GiB",
        "shop/large  pod   shop/dev/dev    2m  4.8 MiB",
        "shop/small  pod   shop/dev/dev    0m  1.0 KiB",
        "shop/new    pod   shop/dev/dev",
    ]);
});

it("a kubelet that tells nothing is no error", () => {
    expect(usagesIn({}, path)).toEqual([]);
});

it.each([
    ["127.0.0.1:20001", "http", "http://127.0.0.1:20001"],
    ["0.0.0.0:20001", "https", "https://127.0.0.1:20001"],
    ["192.0.2.7:20001", undefined, "http://192.0.2.7:20001"],
])("an endpoint at %s that speaks %s is opened as %s", (address, scheme, url) => {
    const endpoint = { addresses: [address], scheme, name: "web" } as unknown as Resource;
    expect(urlOf(endpoint)).toBe(url);
});

it("an endpoint without an address is not opened", () => {
    expect(() => urlOf({ addresses: [], name: "web" } as unknown as Resource)).toThrow(
        "has no address on this machine",
    );
});
