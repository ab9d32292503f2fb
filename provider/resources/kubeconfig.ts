import { isDeepStrictEqual } from "node:util";
import { readServerFile } from "../nodes/server-file";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { type Administrator, authorityFingerprint, parseAdministrator, renderKubeconfig } from "../kubeconfig/rewrite";
import { type ServerFiles } from "../nodes/server-file";

export interface KubeconfigInputs {
    /** Name of cluster, user and context; also the server's alias on its Docker network. */
    name: string;
    clusterId: string;
    serverContainer: string;
    /** The host at which the API server's published port is reached from this machine. */
    host: string;
    port: number;
    /** K3s keeps its tokens in a volume that outlives the stack, so they are read from there. */
    readsToken: boolean;
    timeoutSeconds: number;
    dockerHost?: string;
}

export interface KubeconfigOutputs extends KubeconfigInputs {
    /** For processes on this machine. */
    kubeconfig: string;
    /** For containers on the cluster's Docker network. */
    containerKubeconfig: string;
    /** The token that agents join with, when K3s keeps it; else empty. */
    agentToken: string;
    authorityFingerprint: string;
}

const kubeconfigPath = "/etc/rancher/k3s/k3s.yaml";
/** The file has the server's own token when no other was set (K3s, `--agent-token`). */
const agentTokenPath = "/var/lib/rancher/k3s/server/agent-token";

/**
 * The administrator's kubeconfig. It is read from the server container for each cluster and port, and again when K3s
 * has renewed it.
 */
export class Kubeconfig implements Lifecycle<KubeconfigInputs, KubeconfigOutputs> {
    constructor(private readonly files: (dockerHost?: string) => ServerFiles) {}

    async create(inputs: KubeconfigInputs, { progress }: Context): Promise<{ id: string; outputs: KubeconfigOutputs }> {
        const { name, host, port, serverContainer } = inputs;
        progress(`waiting for ${serverContainer} to write its kubeconfig`);
        const read = (path: string) =>
            readServerFile(this.files(inputs.dockerHost), serverContainer, path, inputs.timeoutSeconds);
        const administrator = parseAdministrator(await read(kubeconfigPath));
        const outputs = {
            ...inputs,
            kubeconfig: renderKubeconfig(name, `https://${host}:${port}`, administrator),
            containerKubeconfig: renderKubeconfig(name, `https://${name}:6443`, administrator),
            agentToken: inputs.readsToken ? (await read(agentTokenPath)).trim() : "",
            authorityFingerprint: authorityFingerprint(administrator),
        };
        return { id: inputs.clusterId, outputs };
    }

    async diff(_id: string, old: KubeconfigOutputs, inputs: KubeconfigInputs): Promise<Difference> {
        const decisive = ["clusterId", "name", "host", "port", "readsToken"] as const;
        const replaces: string[] = decisive.filter((key) => inputs[key] === unknownValue || inputs[key] !== old[key]);
        if (replaces.length === 0 && (await this.renewed(old))) replaces.push("kubeconfig");
        return { changes: replaces.length > 0, replaces };
    }

    /**
     * Reports whether K3s has issued another certificate to the administrator, by the same authority. Another authority
     * means another cluster.
     */
    private async renewed(old: KubeconfigOutputs): Promise<boolean> {
        const text = await this.files(old.dockerHost).read(old.serverContainer, kubeconfigPath);
        const administrator = administratorOf(text);
        if (!administrator || authorityFingerprint(administrator) !== old.authorityFingerprint) return false;
        return !isDeepStrictEqual(administrator.user, parseAdministrator(old.kubeconfig).user);
    }
}

/** Returns undefined while K3s writes the file. */
function administratorOf(text = ""): Administrator | undefined {
    try {
        return parseAdministrator(text);
    } catch {
        return undefined;
    }
}
