import { type Group } from "../framework/bench";
import { lookup } from "./lookup";
import { readyWithNames } from "./ready";

export const network: Group = { name: "network", benches: [lookup, readyWithNames] };
