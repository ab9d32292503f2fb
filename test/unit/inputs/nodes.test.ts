import { Cluster } from "../../../sdk";
import { nodeRows } from "./walk/node-rows";
import { walkArguments } from "./walk/walk";

const settings = ["server", "agent"];

describe.each(settings)("the nodes that %s is for", (argument) => {
    walkArguments({
        type: "ClusterArgs",
        make: (args) => new Cluster("dev", args),
        part: (path) => new RegExp(`^${argument}(?![A-Za-z])`).test(path),
        rows: [{ path: argument, right: {} }, ...nodeRows(argument, argument === "agent" ? { agents: 1 } : {})],
    });
});
