import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../../sdk/nodejs";
import { asPreview, isKnown } from "../support/preview";
import { findRegistration as find, recordedProgram, type Registration, valueOf } from "../support/recorded-program";
import { settled } from "../support/refusal";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a program registers in the preview of a new stack: nothing that is created has an id, or outputs of its own. */
async function previewed(program: () => unknown): Promise<Registration[]> {
    const { registrations } = await recordedProgram();
    const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) =>
        register(request, (error, response) => {
            response?.setId("");
            callback(error, response);
        });
    asPreview();
    program();
    await settled();
    return registrations;
}

type Register = (
    request: unknown,
    callback: (error: unknown, response: { setId(id: string): void } | undefined) => void,
) => Promise<void>;

/** The handle of a cluster on this machine. */
async function handle(): Promise<string> {
    await recordedProgram();
    const text = await valueOf(new Cluster("dev").handle);
    await settled();
    return text;
}

it("a daemon is asked by no plugin before Daemon has asked it", async () => {
    const registrations = await previewed(() => new Cluster("dev", { dockerHost: "tcp://docker.example:2375" }));
    expect(find(registrations, "docker", "dev").inputs.host).toBe(unknown);
});

it("a daemon is asked by no plugin, whatever a transform makes of where it is", async () => {
    const dockerProvider = { host: "ssh://docker.example" };
    const registrations = await previewed(() => new Cluster("dev", { transform: { dockerProvider } }));
    expect(find(registrations, "docker", "dev").inputs.host).toBe(unknown);
});

it("a cluster of another stack is asked by no plugin before SharedCluster has looked at it", async () => {
    const text = await handle();
    const registrations = await previewed(() => Cluster.get("dev", { handle: text }));
    expect(find(registrations, "docker", "dev").inputs.host).toBe(unknown);
    expect(find(registrations, "kubernetes", "dev").inputs.kubeconfig).toBe(unknown);
});

it("once the daemon was found, the plugin is told where it is, as ever", async () => {
    const { registrations } = await recordedProgram();
    const { docker } = new Cluster("dev", { dockerHost: "tcp://docker.example:2375" });
    await settled();
    expect(find(registrations, "docker", "dev").inputs).toMatchObject({ host: "tcp://docker.example:2375" });
    expect(docker && (await isKnown(docker.provider.id))).toBe(true);
});
