import { asColumns, inUnits } from "../../../provider/cli/endpoints/columns";
import { type EndpointRow } from "../../../provider/endpoints/endpoint-row";
import { endpointRows } from "../../../provider/model/endpoint-rows";
import { container, facts, made, path } from "../model/facts";

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

it("tells of endpoints what carries them tells: of a relay its container, of the others their forwarder", () => {
    const relay = (name: string, more: object) =>
        container("relay", name, { endpoint: name, target: "default/web:80", addresses: ["127.0.0.1:30000"], ...more });
    const forwarded = row({ name: "api", cluster: path, problem: "the last connection failed" });
    const containers = [
        relay("open", { traffic: { accepted: 2, bytes: 10 } }),
        relay("stopped", { state: "exited" }),
        relay("restarting", { state: "restarting" }),
        relay("strange", { problem: "Docker did not answer within 6 s" }),
        container("server", "server"),
    ];
    const rows = endpointRows(facts({ docker: { containers }, forwarded: [forwarded] }));
    const own = { cluster: path, via: "node", addresses: ["127.0.0.1:30000"], target: "default/web:80" };
    expect(rows).toEqual([
        forwarded,
        { ...own, name: "open", state: "listening", accepted: 2, bytes: 10 },
        { ...own, name: "stopped", state: "stopped", problem: `is stopped, with exit code 137 at ${made}` },
        {
            ...{ ...own, name: "restarting", state: "failed" },
            problem: "ends again and again, the last time with exit code 0 at ",
        },
        { ...own, name: "strange", state: "failed", problem: "Docker did not answer within 6 s" },
    ]);
});
