import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { packageHooks } from "../../../provider/shims/package-hooks";
import { type ClusterArgs } from "./arguments/cluster-args";
import { checkClusterArgs } from "./arguments/cluster-rules";
import { clusterSettings, type ClusterSettings } from "./arguments/cluster-settings";
import { configuredImage } from "./arguments/configured-image";
import { holdVolume } from "./arguments/hold-volume";
import { localCluster } from "./local/local-cluster";
import { type CreatedCluster } from "./created-cluster";
import { type ProductionArgs } from "./arguments/production-args";
import { productionCluster } from "./production/production-cluster";
import { proxySettings } from "./proxy/proxy-settings";
import { trustedCertificates } from "./trust/trusted-certificates";
import { productionOf } from "./target";

/** The checked arguments and configuration of a Cluster. */
export class ClusterPlan {
    private constructor(
        private readonly name: string,
        private readonly settings: ClusterSettings,
        private readonly production: ProductionArgs | undefined,
    ) {}

    /** @throws ArgumentError with all problems of the arguments. */
    static of(name: string, args: ClusterArgs): ClusterPlan {
        const checked = checkClusterArgs(name, args);
        const config = new pulumi.Config("k3s");
        const production = productionOf(name, config, checked.production);
        const settings = clusterSettings(checked, {
            image: configuredImage(name, config, "image"),
            registryImage: configuredImage(name, config, "registryImage"),
            trust: production ? undefined : trustedCertificates(name, checked.trust),
            proxy: production ? undefined : proxySettings(name, checked.proxy),
        });
        if (!production) holdVolume(name, settings);
        return new ClusterPlan(name, settings, production);
    }

    make(child: pulumi.CustomResourceOptions): CreatedCluster {
        const { name, settings, production } = this;
        const target = production ? "production" : "local";
        const first = { ...child, hooks: packageHooks() };
        const locality = lifecycleResource("v1.Target", `${name}-target`, { cluster: name, target }, first);
        if (!production) return localCluster(name, settings, locality, child);
        const { timeoutSeconds, transforms } = settings;
        return productionCluster(name, production, timeoutSeconds, transforms.provider, {
            ...child,
            dependsOn: locality,
        });
    }
}
