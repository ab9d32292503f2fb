import { Cluster } from "../../../sdk";
import { nodeRows, neverLeftOut } from "./walk/node-rows";
import { walkArguments } from "./walk/walk";

walkArguments({
    type: "ClusterArgs",
    make: (args) => new Cluster("dev", args),
    part: (path) => /^server(?![A-Za-z])/.test(path),
    failing: { nothing: neverLeftOut.map((path) => `server.${path}`) },
    rows: [{ path: "server", right: {} }, ...nodeRows("server")],
});
