import { randomInt } from "node:crypto";
import { portTaken } from "../../provider/ports/free-port";

/**
 * The range is below the ports that clusters choose, those that tests name, and those that the system uses for outgoing
 * connections.
 */
const [first, last] = [10_000, 17_999];

/**
 * Returns a port on the loopback address that nothing else takes, even while its server is not running yet or any more.
 */
export async function freePort(): Promise<number> {
    for (;;) {
        const port = randomInt(first, last + 1);
        if (!(await portTaken(port, "tcp"))) return port;
    }
}
