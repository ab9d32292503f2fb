import { type Command } from "../command";
import { completion } from "./completion";
import { dashboard } from "./dashboard";
import { diagnose } from "./diagnose";
import { doctor } from "./doctor";
import { endpoints } from "./endpoints";
import { env } from "./env";
import { kubeconfig } from "./kubeconfig";
import { logs } from "./logs";
import { mcp } from "./mcp";
import { open } from "./open";
import { ps } from "./ps";
import { run } from "./run";
import { restartCommand, startCommand, stopCommand } from "./steer";
import { top } from "./top";
import { wait } from "./wait";

/** All commands, in the order of the help. */
export const commands: Command[] = [
    doctor,
    ps,
    logs,
    wait,
    open,
    restartCommand,
    stopCommand,
    startCommand,
    top,
    dashboard,
    run,
    env,
    endpoints,
    kubeconfig,
    diagnose,
    mcp,
];
commands.push(completion(commands));
