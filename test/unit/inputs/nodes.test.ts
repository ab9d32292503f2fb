import { Cluster } from "../../../sdk/nodejs";
import { nodeRows } from "./walk/node-rows";
import { walkArguments } from "./walk/walk";

walkArguments({
    type: "ClusterArgs",
    make: (args) => new Cluster("dev", args),
    part: (path) => /^server(?![A-Za-z])/.test(path),
    rows: [{ path: "server", right: {} }, ...nodeRows("server")],
});
