import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { required } from "../e2e/support/environment";
import { Machine } from "../e2e/support/machine";
import { repository } from "../e2e/support/packed";
import { expectSoon } from "../e2e/support/soon";

const port = 2375;
const name = "emulated";
/** Of its subnet, another one for each machine of the tests. */
const number = 45;

/**
 * Puts the emulator's network card onto the link that the machine of namespaces has, in the place of that machine itself,
 * so that its address is the emulated machine's: all that is published there is reached from this machine.
 */
const wire = `
    ip address flush dev eth0
    ip link add wire type bridge
    ip tuntap add card mode tap
    for device in eth0 card; do ip link set "$device" master wire; done
    for device in wire card; do ip link set "$device" up; done
`;

/** An emulator's own priority among sessions: a machine that waits for a processor loses its leases, and all is tried again. */
const prefer = `
    read -r id <"$0"
    [ ! -e "/proc/$id/autogroup" ] || echo -10 >"/proc/$id/autogroup"
`;

/**
 * A machine with a kernel, an init system and a Docker daemon of its own, emulated instruction by instruction. Emulator and
 * network are in a machine of namespaces, which ends with the process that started it.
 */
export class EmulatedMachine {
    private readonly root = required("K3S_TEST_EMULATED_MACHINE");

    private constructor(private readonly machine: Machine) {}

    /** Boots one from a fresh disk. */
    static async start(): Promise<EmulatedMachine> {
        const machine = await Machine.start(name, number);
        const emulated = new EmulatedMachine(machine);
        try {
            await machine.run(["bash", "-euc", wire]);
            // The disk in the cache stays as it is: what changes is written beside it.
            const options = ["-q", "-f", "qcow2", "-b", "/boot/disk", "-F", "raw"];
            await emulated.enter("qemu-img", "create", ...options, emulated.file("disk"));
            await emulated.boot();
            return emulated;
        } catch (error) {
            await machine.remove();
            throw error;
        }
    }

    /** Removes what a run that was killed has left of it. */
    static clear(): Promise<void> {
        return Machine.clear(name, number);
    }

    get address(): string {
        return this.machine.address;
    }

    /** The Docker daemon there, as `DOCKER_HOST` names it. */
    get host(): string {
        return `tcp://${this.address}:${port}`;
    }

    /** Switches it on, and waits until its Docker daemon answers. */
    async boot(): Promise<void> {
        const gateway = this.address.replace(/\d+$/, "1");
        const network = `ip=${this.address}::${gateway}:255.255.255.0::eth0:off`;
        const kernel = `root=/dev/vda rw console=ttyS0 net.ifnames=0 mitigations=off panic=-1 ${network}`;
        const monitor = `unix:${this.file("monitor")},server=on,wait=off`;
        await this.enter(
            ...["qemu-system-x86_64", "-machine", "q35", "-cpu", "max,la57=off", "-smp", "2", "-m", "4G"],
            ...["-accel", "tcg,thread=multi,tb-size=1024"],
            ...["-kernel", "/boot/vmlinuz", "-initrd", "/boot/initrd", "-append", kernel, "-no-reboot"],
            ...["-drive", `file=${this.file("disk")},if=virtio,cache=unsafe`],
            ...["-netdev", "tap,id=card,ifname=card,script=no,downscript=no", "-device", "virtio-net-pci,netdev=card"],
            ...["-display", "none", "-serial", `file:${this.file("console")}`, "-monitor", monitor],
            ...["-daemonize", "-pidfile", this.file("emulator.pid")],
        );
        await this.machine.run(["bash", "-euc", prefer, this.file("emulator.pid")]);
        const ping = () => fetch(`http://${this.address}:${port}/_ping`, { signal: AbortSignal.timeout(30_000) });
        await expectSoon(ping, 900).catch((error: unknown) => {
            const log = readFileSync(this.file("console"), "utf8").slice(-2_000);
            throw new Error(`the emulated machine did not boot: ${log}`, { cause: error });
        });
    }

    /** Ends it at once: nothing there is told, and what it had not written to its disk is lost. */
    async cutPower(): Promise<void> {
        const id = readFileSync(this.file("emulator.pid"), "utf8").trim();
        const monitor = connect(this.file("monitor"));
        await once(monitor, "connect");
        monitor.write("quit\n");
        await this.machine.run(["timeout", "60", "tail", `--pid=${id}`, "--follow", "/dev/null"]);
        monitor.destroy();
    }

    async remove(): Promise<void> {
        await this.machine.remove();
    }

    private file(name: string): string {
        return join(this.machine.folder, name);
    }

    /** Runs a command of the emulator's root folder there. */
    private enter(...command: string[]): Promise<string> {
        return this.machine.run([join(repository, "test/offline/current-docker/enter.sh"), this.root, ...command]);
    }
}
