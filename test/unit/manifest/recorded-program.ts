import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../../../sdk/cluster/cluster-handle";

/** A registration as the engine gets it. */
export interface Registration {
    type: string;
    name: string;
    parent: string;
    provider: string;
    version: string;
    deletedWith: string;
    dependencies: string[];
    aliases: { name: string; type: string }[];
    additionalSecretOutputs: string[];
    inputs: Record<string, unknown>;
}

interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    getProvider(): string;
    getVersion(): string;
    getDeletedwith(): string;
    getDependenciesList(): string[];
    getAliasesList(): { getSpec(): { getName(): string; getType(): string } | undefined }[];
    getAdditionalsecretoutputsList(): string[];
    getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface Monitor {
    registerResource(request: Request, callback: unknown): Promise<void>;
}

/** What marks a secret on the wire. */
export const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** Starts a program without an engine, and records what it registers. */
export async function recordedProgram(
    invoke: (token: string, inputs: Record<string, unknown>) => Record<string, unknown> = () => ({}),
): Promise<{ registrations: Registration[]; calls: { token: string; provider?: string }[] }> {
    const registrations: Registration[] = [];
    const calls: { token: string; provider?: string }[] = [];
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
        call: ({ token, inputs, provider }) => {
            calls.push({ token, provider });
            return invoke(token, inputs as Record<string, unknown>);
        },
    });
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        registrations.push(registrationOf(request));
        return register(request, callback);
    };
    return { registrations, calls };
}

/** A cluster with nothing in it. */
export function fakeCluster(name = "dev", { identity = true } = {}): ClusterHandle {
    class Identity extends pulumi.CustomResource {}
    return {
        name,
        provider: new kubernetes.Provider(name, {}),
        identity: identity ? new Identity("test:index:Identity", `${name}-identity`, {}) : undefined,
    };
}

/** The value of an Output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Why an Output fails; it has several promises that do, and none of them may go unhandled. */
export function failureOf(output: pulumi.Output<unknown>): Promise<unknown> {
    const parts = output as unknown as {
        promise(): Promise<unknown>;
        isKnown: Promise<unknown>;
        isSecret: Promise<unknown>;
        allResources(): Promise<unknown>;
    };
    for (const part of [parts.isKnown, parts.isSecret, parts.allResources()]) void part.catch(() => undefined);
    return parts.promise().then(
        () => undefined,
        (error: unknown) => error,
    );
}

function registrationOf(request: Request): Registration {
    return {
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        provider: request.getProvider(),
        version: request.getVersion(),
        deletedWith: request.getDeletedwith(),
        dependencies: request.getDependenciesList(),
        aliases: request.getAliasesList().flatMap((alias) => {
            const spec = alias.getSpec();
            return spec ? [{ name: spec.getName(), type: spec.getType() }] : [];
        }),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        inputs: request.getObject()?.toJavaScript() ?? {},
    };
}
