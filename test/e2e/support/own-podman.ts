import { join } from "node:path";
import { type Machine } from "./machine";
import { repository } from "./packed";

/** A rootful Podman of the test's own, on a machine of its own, with the service that speaks Docker's API. */
export class OwnPodman {
    /** As `DOCKER_HOST` names it. */
    readonly host: string;

    constructor(private readonly machine: Machine) {
        this.host = `tcp://${machine.address}:2375`;
    }

    async start(): Promise<void> {
        const script = join(repository, "test/offline/podman/start.sh");
        await this.machine.run([script, join(this.machine.folder, "podman"), "tcp://0.0.0.0:2375"]);
    }
}
