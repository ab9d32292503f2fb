import { type Group } from "../framework/bench";
import { agentAgainstK3d } from "./agent";
import { imageLoad } from "./image-load";
import { unchangedAgainstEmpty, unchangedAgainstPlugins } from "./unchanged";
import { readyAgainstDocker, readyAgainstK3d } from "./ready";
import { nodeImage, webImage } from "./images";

export const cluster: Group = {
    name: "cluster",
    benches: [
        readyAgainstDocker,
        readyAgainstK3d,
        agentAgainstK3d,
        unchangedAgainstEmpty,
        unchangedAgainstPlugins,
        imageLoad("small", webImage),
        imageLoad("large", nodeImage),
    ],
};
