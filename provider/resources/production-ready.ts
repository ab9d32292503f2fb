import { type Api } from "../kubernetes/api";
import { look } from "../kubernetes/look";
import { answered, type ClusterWords, productionWords } from "../kubernetes/production";
import { serverVersion } from "../kubernetes/server-version";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys, unchanged } from "./support/difference";

export interface ProductionReadyInputs {
    /** The cluster's name in the program. */
    name: string;
    kubeconfig: string;
    clusterId: string;
    timeoutSeconds: number;
}

export type ProductionReadyOutputs<Inputs extends ProductionReadyInputs = ProductionReadyInputs> = Inputs & {
    /** The version of the API server; empty when a refresh found that the cluster does not answer. */
    kubernetesVersion: string;
};

interface ProductionAccess {
    connect(kubeconfig: string): Promise<Api>;
}

/**
 * Waits until a cluster that this stack did not create answers: a production cluster, or one that messages describe by
 * other words. It is the only resource that reports such a cluster when it does not answer.
 */
export class ProductionReady<Inputs extends ProductionReadyInputs = ProductionReadyInputs> implements Lifecycle<
    Inputs,
    ProductionReadyOutputs<Inputs>
> {
    constructor(
        private readonly access: ProductionAccess,
        private readonly words: (inputs: Inputs) => ClusterWords = productionWords,
    ) {}

    async create(inputs: Inputs, context: Context) {
        return { id: inputs.clusterId, outputs: await this.ready(inputs, context) };
    }

    async diff(_id: string, old: ProductionReadyOutputs<Inputs>, inputs: Inputs): Promise<Difference> {
        if (changedKeys<Inputs>(old, inputs).length > 0) return changed;
        return (await this.version(inputs)) === old.kubernetesVersion ? unchanged : changed;
    }

    update(_id: string, _old: ProductionReadyOutputs<Inputs>, inputs: Inputs, context: Context) {
        return this.ready(inputs, context);
    }

    async read(_id: string, old: ProductionReadyOutputs<Inputs>): Promise<ProductionReadyOutputs<Inputs>> {
        return { ...old, kubernetesVersion: await this.version(old) };
    }

    private async version({ kubeconfig }: ProductionReadyInputs): Promise<string> {
        const api = await this.access.connect(kubeconfig);
        return look(api, (signal) => serverVersion(api, signal)).catch(() => "");
    }

    private async ready(inputs: Inputs, context: Context): Promise<ProductionReadyOutputs<Inputs>> {
        const api = await this.access.connect(inputs.kubeconfig);
        const asked = { timeoutSeconds: inputs.timeoutSeconds, words: this.words(inputs) };
        const kubernetesVersion = await answered(api, asked, context, async (signal) => {
            await api.request("GET", "/readyz", { signal });
            return serverVersion(api, signal);
        });
        return { ...inputs, kubernetesVersion };
    }
}
