import { join } from "node:path";
import { type Machine } from "./machine";
import { repository } from "./packed";

/** A rootful Podman for a single test, on a separate machine, with the service that provides Docker's API. */
export class OwnPodman {
    /** The address in the form of `DOCKER_HOST`. */
    readonly host: string;

    constructor(private readonly machine: Machine) {
        this.host = `tcp://${machine.address}:2375`;
    }

    async start(): Promise<void> {
        const script = join(repository, "test/offline/podman/start.sh");
        await this.machine.run([script, join(this.machine.folder, "podman"), "tcp://0.0.0.0:2375"]);
    }
}
