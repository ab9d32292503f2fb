import { type Api } from "../kubernetes/api";
import { look } from "../kubernetes/look";
import { addressNow, awaitPublished } from "../services/await-published";
import { type PublishedAt } from "../services/published-at";
import { type Protocol } from "../services/service-port";
import { deadlineSignal } from "../nodes/until-ready";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { asBefore, changedKeys, unchanged } from "./support/difference";

export interface PublishedAddressInputs {
    kubeconfig: string;
    clusterId: string;
    namespace: string;
    service: string;
    /** The Service's port, by number. */
    port: number;
    protocol: Protocol;
    timeoutSeconds: number;
}

export interface PublishedAddressOutputs extends PublishedAddressInputs {
    host: string;
    hostPort: number;
    /** Empty when it is not known. */
    scheme: string;
    path: string;
}

interface AddressAccess {
    connect(kubeconfig: string): Promise<Api>;
}

/**
 * The address of a Service of a production cluster. It is replaced when the address changes, because other resources
 * use it.
 */
export class PublishedAddress implements Lifecycle<PublishedAddressInputs, PublishedAddressOutputs> {
    constructor(private readonly access: AddressAccess) {}

    async create(
        inputs: PublishedAddressInputs,
        context: Context,
    ): Promise<{ id: string; outputs: PublishedAddressOutputs }> {
        const { namespace, service, port } = inputs;
        context.progress(`waiting for an address of the Service ${namespace}/${service}`);
        const api = await this.access.connect(inputs.kubeconfig);
        const address = await awaitPublished(api, inputs, deadlineSignal(inputs.timeoutSeconds));
        return { id: `${namespace}/${service}:${port}`, outputs: { ...inputs, ...outputsOf(address) } };
    }

    async diff(_id: string, old: PublishedAddressOutputs, wanted: PublishedAddressInputs): Promise<Difference> {
        const inputs = asBefore<PublishedAddressInputs>(old, wanted, ["namespace", "service", "protocol"]);
        const replaces = changedKeys<PublishedAddressInputs>(old, inputs).filter((key) => key !== "kubeconfig");
        if (replaces.length > 0) return { changes: true, replaces };
        if (inputs.kubeconfig === unknownValue) return unchanged;
        // When nothing answers, ProductionReady reports the cluster, and EndpointTarget the Service.
        const now = await this.addressNow(inputs).catch(() => undefined);
        const isSame = !now || (["host", "hostPort", "scheme", "path"] as const).every((key) => now[key] === old[key]);
        return isSame ? unchanged : { changes: true, replaces: ["service"] };
    }

    private async addressNow(inputs: PublishedAddressInputs) {
        const api = await this.access.connect(inputs.kubeconfig);
        const address = await look(api, (signal) => addressNow(api, inputs, signal));
        return address && outputsOf(address);
    }
}

function outputsOf({ host, port, scheme, path }: PublishedAt) {
    return { host, hostPort: port, scheme: scheme ?? "", path };
}
