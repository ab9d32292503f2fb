import { randomInt } from "node:crypto";
import { portTaken } from "../../provider/ports/free-port";

/** Below what clusters choose themselves, what tests name, and what the system gives to outgoing connections. */
const [first, last] = [10_000, 17_999];

/** A port on the loopback address that nothing takes while what shall listen there is being started, or is stopped. */
export async function freePort(): Promise<number> {
    for (;;) {
        const port = randomInt(first, last + 1);
        if (!(await portTaken(port, "tcp"))) return port;
    }
}
