import { type Command } from "../command";
import { completion } from "./completion";
import { endpoints } from "./endpoints";
import { env } from "./env";
import { kubeconfig } from "./kubeconfig";
import { run } from "./run";

/** All that the command line does, in the order in which it is told. */
export const commands: Command[] = [run, env, endpoints, kubeconfig];
commands.push(completion(commands));
