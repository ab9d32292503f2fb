import { type Command } from "../command";
import { completion } from "./completion";
import { diagnose } from "./diagnose";
import { doctor } from "./doctor";
import { endpoints } from "./endpoints";
import { env } from "./env";
import { kubeconfig } from "./kubeconfig";
import { ps } from "./ps";
import { run } from "./run";

/** All that the command line does, in the order in which it is told. */
export const commands: Command[] = [doctor, ps, run, env, endpoints, kubeconfig, diagnose];
commands.push(completion(commands));
