import { Cluster } from "../../../sdk/nodejs";
import { nodeRows } from "./walk/node-rows";
import { walkArguments } from "./walk/walk";

const agents = { agents: 1 };

walkArguments({
    type: "ClusterArgs",
    make: (args) => new Cluster("dev", args),
    part: (path) => /^agent(?![A-Za-z])/.test(path),
    isBrief: true,
    rows: [{ path: "agent", right: {} }, ...nodeRows("agent", agents)],
});
