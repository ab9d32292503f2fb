import { type Group } from "../framework/bench";
import { agentAgainstK3d } from "./agent";
import { imageLoad } from "./image-load";
import { unchangedAgainstEmpty, unchangedAgainstPlugins } from "./unchanged";
import { readyAgainstDocker, readyAgainstK3d, readyWithEngineAgainstK3d } from "./ready";
import { nodeImage, webImage } from "./images";
import { readyAgainstPrevious, unchangedAgainstPrevious } from "./previous";

export const cluster: Group = {
    name: "cluster",
    benches: [
        readyAgainstDocker,
        readyAgainstK3d,
        readyWithEngineAgainstK3d,
        agentAgainstK3d,
        unchangedAgainstEmpty,
        unchangedAgainstPlugins,
        unchangedAgainstPrevious,
        readyAgainstPrevious,
        imageLoad("small", webImage, 1.5),
        imageLoad("large", nodeImage, 1.1),
    ],
};
