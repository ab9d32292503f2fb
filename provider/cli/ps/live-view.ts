import { untilAborted } from "../../deadline";
import { type Model } from "../../model/model";
import { paint } from "../resources/paint";
import { lineOf } from "../resources/table";
import { frameOf } from "./frame";

const [screenOn, screenOff] = ["\u001b[?1049h\u001b[?25l", "\u001b[?25h\u001b[?1049l"];
/** How often the screen is drawn without a change, since ages are shown in seconds. */
const redrawMs = 1_000;
const keptChanges = 50;
const pageLines = 10;

/** Shows a table on the whole terminal and keeps it up to date, until the signal aborts or a key ends it. */
export async function liveView(model: Model, signal: AbortSignal, end: () => void, isAll: boolean): Promise<void> {
    const { stdout, stdin } = process;
    const changes: string[] = [];
    let all = isAll;
    let scroll = 0;
    const draw = () => {
        const { columns, rows } = stdout;
        const resources = model.store.all();
        const problem = model.dockerProblem;
        const frame = frameOf({ resources, changes, problem, all, scroll, columns, rows, now: new Date(), paint });
        ({ scroll } = frame);
        stdout.write(`\u001b[H${frame.lines.map((line) => `${line}\u001b[K`).join("\n")}\u001b[J`);
    };
    const keys: Record<string, () => void> = {
        q: end,
        "\u0003": end,
        a: () => (all = !all),
        "\u001b[A": () => (scroll -= 1),
        "\u001b[B": () => (scroll += 1),
        "\u001b[5~": () => (scroll -= pageLines),
        "\u001b[6~": () => (scroll += pageLines),
    };
    const pressed = (key: string) => {
        keys[key]?.();
        if (!signal.aborted) draw();
    };
    const healthOf = new Map(model.store.all().map((resource) => [resource.id, resource.health]));
    model.store.follow(({ upserts, deletes }) => {
        const time = new Date().toTimeString().slice(0, 8);
        for (const resource of upserts) {
            if (healthOf.get(resource.id) !== resource.health) changes.push(`${time} ${lineOf(resource)}`);
            healthOf.set(resource.id, resource.health);
        }
        for (const resource of deletes) {
            changes.push(`${time} ${lineOf(resource, true)}`);
            healthOf.delete(resource.id);
        }
        changes.splice(0, changes.length - keptChanges);
        draw();
    }, signal);
    const timer = setInterval(draw, redrawMs);
    // Restores the terminal at every end of the process.
    const restore = () => stdout.write(screenOff);
    process.once("exit", restore);
    stdout.write(screenOn);
    stdout.on("resize", draw);
    if (stdin.isTTY) stdin.setRawMode(true).setEncoding("utf8").on("data", pressed).resume();
    try {
        draw();
        await untilAborted(signal);
    } finally {
        clearInterval(timer);
        stdout.removeListener("resize", draw);
        if (stdin.isTTY) stdin.setRawMode(false).removeListener("data", pressed).pause();
        process.removeListener("exit", restore);
        restore();
    }
}
