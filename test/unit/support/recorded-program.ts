import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AnyCluster, ClusterCore } from "../../../sdk/nodejs/cluster/cluster-core";

/** A registration as the engine gets it. */
export interface Registration {
    type: string;
    name: string;
    parent: string;
    provider: string;
    version: string;
    deletedWith: string;
    retainOnDelete: boolean;
    dependencies: string[];
    aliases: { name: string; type: string }[];
    additionalSecretOutputs: string[];
    ignoreChanges: string[];
    inputs: Record<string, unknown>;
}

interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    getProvider(): string;
    getVersion(): string;
    getDeletedwith(): string;
    getRetainondelete(): boolean;
    getDependenciesList(): string[];
    getAliasesList(): { getSpec(): { getName(): string; getType(): string } | undefined }[];
    getAdditionalsecretoutputsList(): string[];
    getIgnorechangesList(): string[];
    getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

type RegisterHook = (request: unknown, callback: (error: null, response: object) => void) => object;

interface Monitor {
    registerResourceHook?: RegisterHook;
    registerErrorHook?: RegisterHook;
    registerResource(request: Request, callback: unknown): Promise<void>;
}

/** What marks a secret on the wire. */
export const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

type Properties = Record<string, unknown>;

/** Starts a program without an engine, and records what it registers. */
export async function recordedProgram(
    invoke: (token: string, inputs: Properties) => Properties = () => ({}),
    stateOf: (resource: { type: string; inputs: Properties }) => Properties = ({ inputs }) => inputs,
): Promise<{ registrations: Registration[]; calls: { token: string; provider?: string }[] }> {
    const registrations: Registration[] = [];
    const calls: { token: string; provider?: string }[] = [];
    await pulumi.runtime.setMocks({
        newResource: ({ name, type, inputs }) => ({
            id: `${name}-id`,
            state: { ...computed(name), ...stateOf({ type, inputs: inputs as Properties }) },
        }),
        call: ({ token, inputs, provider }) => {
            calls.push({ token, provider });
            return invoke(token, inputs as Properties);
        },
    });
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    // Pulumi's mocks know no hooks; these here are never called, as nothing is created.
    const registerHook: RegisterHook = (_, callback) => {
        callback(null, {});
        return {};
    };
    monitor.registerResourceHook = registerHook;
    monitor.registerErrorHook = registerHook;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        registrations.push(registrationOf(request));
        return register(request, callback);
    };
    return { registrations, calls };
}

/** What a program registers, once all of it is registered. */
export async function registrationsOf(program: () => unknown, config = {}): Promise<Registration[]> {
    const { registrations } = await recordedProgram();
    pulumi.runtime.setAllConfig(config);
    program();
    await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
    return registrations;
}

/** The one registration of a kind, such as `Identity`, and a name. */
export function findRegistration(registrations: Registration[], kind: string, name?: string): Registration {
    const found = registrations.filter((its) => its.type.endsWith(`:${kind}`) && (!name || its.name === name));
    if (found.length === 1 && found[0]) return found[0];
    const names = found.map((its) => its.name).join(", ");
    throw new Error(`expected one ${kind} ${name ?? ""}, found ${names || "none"}`);
}

/** Made up for what a real resource would compute. */
function computed(name: string): Record<string, unknown> {
    return {
        owner: "shop/test/dev#0a1b2c3d",
        clusterId: "cluster-id",
        token: "server-token",
        agentToken: "agent-token",
        publishedHost: "127.0.0.1",
        publishedAddress: "127.0.0.1",
        port: 40_000,
        password: `${name}-password`,
        kubeconfig: "apiVersion: v1\n",
        containerKubeconfig: "apiVersion: v1\n",
        clusterIp: "10.43.0.9",
        servicePort: 80,
        host: "web.example",
        hostPort: 8080,
        scheme: "",
        path: "",
        resourceNames: {},
        status: { revision: 1 },
    };
}

/** A cluster with nothing in it. */
export function fakeCluster(name = "dev", { identity = true } = {}): AnyCluster {
    class Identity extends pulumi.CustomResource {}
    const kubeconfig = pulumi.secret("apiVersion: v1\n");
    const core: ClusterCore = {
        name,
        path: pulumi.output(`shop/test/${name}`),
        owner: pulumi.output(`shop/test/${name}#0a1b2c3d`),
        clusterId: pulumi.output("cluster-id"),
        kubeconfig,
        containerKubeconfig: kubeconfig,
        kubeconfigPath: pulumi.output(`/home/me/.pulumi-k3s/shop/test/${name}/kubeconfig.yaml`),
        apiUrl: pulumi.output("https://127.0.0.1:6443"),
        kubernetesVersion: pulumi.output("v1.36.0+k3s1"),
        timeoutSeconds: 300,
        provider: new kubernetes.Provider(name, {}),
        identity: identity ? new Identity("test:index:Identity", `${name}-identity`, {}) : undefined,
    };
    return { name, kubeconfig, provider: core.provider, core };
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
        retainOnDelete: request.getRetainondelete(),
        dependencies: request.getDependenciesList(),
        aliases: request.getAliasesList().flatMap((alias) => {
            const spec = alias.getSpec();
            return spec ? [{ name: spec.getName(), type: spec.getType() }] : [];
        }),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        ignoreChanges: request.getIgnorechangesList(),
        inputs: request.getObject()?.toJavaScript() ?? {},
    };
}
