import { Cluster, HostService, type HostServiceArgs } from "../../../sdk/nodejs";
import { walkArguments } from "./walk/walk";

walkArguments({
    type: "HostServiceArgs",
    make: (args: Omit<HostServiceArgs, "cluster">) => new HostService("desk", { cluster: new Cluster("dev"), ...args }),
    rows: [
        { path: "cluster", right: {} },
        { path: "hostPort", right: 3000, other: 3001, wrong: 0 },
        { path: "port", right: 80, other: 81, wrong: 0 },
        { path: "namespace", right: "shop", other: "apps", wrong: "a b" },
    ].map((row) => ({ ...row, with: { hostPort: 3000 } })),
});
