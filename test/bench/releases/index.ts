import { type Group } from "../framework/bench";
import { manyObjectsAgainstBare, manyObjectsAgainstKubectl } from "./many-objects";
import { releaseAgainstHelm } from "./release";
import { unchangedAgainstBare } from "./unchanged";

export const releases: Group = {
    name: "releases",
    benches: [releaseAgainstHelm, manyObjectsAgainstKubectl, manyObjectsAgainstBare, unchangedAgainstBare],
};
