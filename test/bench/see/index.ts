import { type Group } from "../framework/bench";
import { change } from "./change";
import { firstPicture, ps, psAgainstKubectl } from "./command";
import { memory } from "./memory";

export const see: Group = { name: "see", benches: [firstPicture, ps, psAgainstKubectl, change, memory] };
