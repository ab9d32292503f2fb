import { AgentPool, type AgentPoolArgs, Cluster } from "../../../sdk/nodejs";
import { nodeRows } from "./walk/node-rows";
import { walkArguments } from "./walk/walk";

walkArguments({
    type: "AgentPoolArgs",
    make: (args: Omit<AgentPoolArgs, "cluster">) => new AgentPool("pool", { cluster: new Cluster("dev"), ...args }),
    rows: [
        { path: "cluster", right: {} },
        { path: "count", right: 1 },
        { path: "name", right: "others" },
        { path: "timeoutSeconds", right: 60, other: 70, wrong: 0 },
        { path: "transform", right: {} },
        ...nodeRows(""),
    ],
});
