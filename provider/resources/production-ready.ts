import { type Api } from "../kubernetes/api";
import { look } from "../kubernetes/look";
import { answeredByProduction } from "../kubernetes/production";
import { serverVersion } from "../kubernetes/server-version";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys, unchanged } from "./difference";

export interface ProductionReadyInputs {
    /** The cluster's name in the program. */
    name: string;
    kubeconfig: string;
    clusterId: string;
    timeoutSeconds: number;
}

export interface ProductionReadyOutputs extends ProductionReadyInputs {
    /** Of the API server; empty when a refresh found the cluster not answering. */
    kubernetesVersion: string;
}

interface ProductionAccess {
    connect(kubeconfig: string): Promise<Api>;
}

/** The proof that a production cluster answers. The only resource that reports one that does not. */
export class ProductionReady implements Lifecycle<ProductionReadyInputs, ProductionReadyOutputs> {
    constructor(private readonly access: ProductionAccess) {}

    async create(inputs: ProductionReadyInputs, context: Context) {
        return { id: inputs.clusterId, outputs: await this.ready(inputs, context) };
    }

    async diff(_id: string, old: ProductionReadyOutputs, inputs: ProductionReadyInputs): Promise<Difference> {
        if (changedKeys<ProductionReadyInputs>(old, inputs).length > 0) return changed;
        return (await this.version(inputs)) === old.kubernetesVersion ? unchanged : changed;
    }

    update(_id: string, _old: ProductionReadyOutputs, inputs: ProductionReadyInputs, context: Context) {
        return this.ready(inputs, context);
    }

    async read(_id: string, old: ProductionReadyOutputs): Promise<ProductionReadyOutputs> {
        return { ...old, kubernetesVersion: await this.version(old) };
    }

    private async version({ kubeconfig }: ProductionReadyInputs): Promise<string> {
        const api = await this.access.connect(kubeconfig);
        return look(api, (signal) => serverVersion(api, signal)).catch(() => "");
    }

    private async ready(inputs: ProductionReadyInputs, context: Context): Promise<ProductionReadyOutputs> {
        const api = await this.access.connect(inputs.kubeconfig);
        const kubernetesVersion = await answeredByProduction(api, inputs, context, async (signal) => {
            await api.request("GET", "/readyz", { signal });
            return serverVersion(api, signal);
        });
        return { ...inputs, kubernetesVersion };
    }
}
