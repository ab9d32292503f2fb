import { byName, inCluster } from "../../../../provider/cli/endpoints/choose";
import { asColumns, inUnits } from "../../../../provider/cli/endpoints/columns";
import { type EndpointRow, type ManagedEndpoint } from "../../../../provider/endpoints/endpoint-row";
import { says } from "../../../support/says";

const row = (change: Partial<EndpointRow> = {}): EndpointRow => ({
    name: "web",
    cluster: "shop/dev/k8s",
    via: "api",
    state: "listening",
    addresses: ["127.0.0.1:31853"],
    target: "default/web:80",
    connections: 2,
    accepted: 17,
    bytes: 3_500_000,
    ...change,
});
const managed = (change: Partial<EndpointRow>): ManagedEndpoint => ({
    row: row(change),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    logs: () => Promise.resolve([]),
});

it("shows endpoints in columns, each with its problem below", () => {
    const relay = row({ name: "database", via: "node", connections: undefined, accepted: 1, bytes: 0 });
    const failed = row({ state: "failed", problem: "the port is taken\nby node" });
    expect(asColumns([relay, failed])).toBe(
        [
            "NAME      CLUSTER       VIA   STATE      ADDRESS          TARGET          CONNECTIONS      BYTES",
            "database  shop/dev/k8s  node  listening  127.0.0.1:31853  default/web:80  1 made           0 B",
            "web       shop/dev/k8s  api   failed     127.0.0.1:31853  default/web:80  2 open, 17 made  3.3 MiB",
            "  the port is taken",
        ].join("\n"),
    );
});

it.each([
    [0, "0 B"],
    [1_023, "1023 B"],
    [1_024, "1.0 KiB"],
    [5 * 1_024 ** 3, "5.0 GiB"],
    [2 ** 60, "1048576.0 TiB"],
])("shows %d bytes as %s", (bytes, text) => {
    expect(inUnits(bytes)).toBe(text);
});

describe("endpoints are chosen", () => {
    const all = [
        managed({}),
        managed({ cluster: "shop/dev/other" }),
        managed({ name: "database", cluster: "shop/dev/k8s" }),
    ];
    const names = (chosen: ManagedEndpoint[]) => chosen.map(({ row: { cluster, name } }) => `${cluster}:${name}`);

    it("by the path of their cluster, or an end of it", () => {
        expect(names(inCluster(all, "other"))).toEqual(["shop/dev/other:web"]);
        expect(names(inCluster(all, "dev/k8s"))).toEqual(["shop/dev/k8s:web", "shop/dev/k8s:database"]);
        expect(names(inCluster(all, "8s"))).toEqual([]);
        expect(inCluster(all, undefined)).toEqual(all);
    });

    it("by their name, which must be of one", () => {
        expect(names(byName(all, ["database"]))).toEqual(["shop/dev/k8s:database"]);
        expect(() => byName(all, ["web"])).toThrow(says("web … shop/dev/k8s … shop/dev/other … choose … --cluster"));
        expect(() => byName(all, ["cache"])).toThrow("there is no endpoint cache; there are web, web, database");
        expect(() => byName([], ["cache"])).toThrow("there is no endpoint cache; there are none");
    });
});
