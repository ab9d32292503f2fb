import { type Group } from "../framework/bench";
import { memoryAgainstTypescript } from "./memory";
import { readyAgainstK3d, readyAgainstTypescript } from "./ready";
import { unchangedAgainstTypescript } from "./unchanged";

const others = ["python", "yaml"] as const;

export const languages: Group = {
    name: "languages",
    benches: [
        ...others.map(readyAgainstTypescript),
        ...others.map(unchangedAgainstTypescript),
        readyAgainstK3d,
        memoryAgainstTypescript,
    ],
};
