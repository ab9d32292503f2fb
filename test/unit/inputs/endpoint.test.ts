import * as pulumi from "@pulumi/pulumi";
import { Cluster, ServiceEndpoint, type ServiceEndpointArgs } from "../../../sdk/nodejs";
import { outcomeOf } from "./walk/outcome";
import type { Row } from "./walk/row";
import { walkArguments } from "./walk/walk";

const target = { service: "web", port: 80 };
const rows: Row[] = [
    { path: "cluster", right: {} },
    { path: "service", right: "web", other: "shop", wrong: "a b" },
    { path: "port", right: 80, other: "http", wrong: 0 },
    { path: "namespace", right: "shop", other: "apps", wrong: "a b" },
    { path: "protocol", right: "TCP", other: "UDP", wrong: "SCTP" },
    { path: "scheme", right: "https", wrong: "a b" },
    { path: "hostPort", right: 8080, other: 8081, wrong: 0 },
    { path: "via", right: "node" },
    { path: "forContainers", right: true, other: false, wrong: "yes", with: { via: "api" } },
    { path: "timeoutSeconds", right: 60, other: 70, wrong: 0 },
    { path: "transform", right: {} },
];

const isOfBoth = ({ path }: Row) => !["via", "protocol", "transform", "forContainers"].includes(path);
const make = (args: Omit<ServiceEndpointArgs, "cluster">) =>
    new ServiceEndpoint("endpoint", { cluster: new Cluster("dev"), ...args });

walkArguments({
    type: "ServiceEndpointArgs",
    make,
    rows: rows.map((row) => ({ ...row, with: { ...target, ...row.with } })),
});

describe("through the API server", () => {
    const chosen = rows.filter(isOfBoth);
    walkArguments({
        type: "ServiceEndpointArgs",
        make,
        part: (path) => chosen.some((row) => row.path === path),
        rows: chosen.map((row) => ({ ...row, with: { ...target, via: "api" } })),
    });
});

it("an endpoint that turns out to be for this machine alone fails nothing that does not use it", async () => {
    const args = { ...target, via: "api", forContainers: pulumi.output(false) } as const;
    const { failures } = await outcomeOf(() => make(args));
    expect(failures).toEqual([]);
});
