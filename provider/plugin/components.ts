import type * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, HelmRelease, HostService, Manifest, ServiceEndpoint } from "../../sdk/nodejs";

type Options = pulumi.ComponentResourceOptions;

/** A component of the package, as other languages use it. */
export interface Component {
    make(name: string, inputs: pulumi.Inputs, options: Options): pulumi.ComponentResource;
    /** The outputs that a program gets, without those that are resources. */
    outputs: readonly string[];
}

/**
 * The components by name. The inputs are those of the schema, which are the arguments of the classes; the classes
 * report what is wrong with them.
 */
const components: Record<string, Component> = {
    Cluster: {
        make: (name, inputs, options) =>
            "handle" in inputs
                ? Cluster.get(name, inputs as unknown as Parameters<typeof Cluster.get>[1], options)
                : new Cluster(name, inputs, options),
        outputs: [
            "name",
            "kubeconfig",
            "containerKubeconfig",
            "kubeconfigPath",
            "apiUrl",
            "networkName",
            "kubernetesVersion",
            "registry",
            "handle",
            "environment",
            "containerEnvironment",
        ],
    },
    AgentPool: {
        make: (name, inputs, options) => new AgentPool(name, inputs as never, options),
        outputs: ["nodeNames"],
    },
    HelmRelease: {
        make: (name, inputs, options) => new HelmRelease(name, inputs as never, options),
        outputs: ["releaseName", "namespace", "status"],
    },
    HostService: {
        make: (name, inputs, options) => new HostService(name, inputs as never, options),
        outputs: ["name", "namespace", "port", "host"],
    },
    Manifest: {
        make: (name, inputs, options) => new Manifest(name, inputs as never, options),
        outputs: ["objects", "namespace"],
    },
    ServiceEndpoint: {
        make: (name, inputs, options) => new ServiceEndpoint(name, inputs as never, options),
        outputs: [
            "name",
            "url",
            "namespace",
            "service",
            "port",
            "hostPort",
            "containerUrl",
            "environment",
            "containerEnvironment",
        ],
    },
};

/** Returns the component of a type token, `k3s:index:<name>`. */
export function componentOf(type: string): Component | undefined {
    const name = type.replace(/^k3s:index:/, "");
    return Object.hasOwn(components, name) ? components[name] : undefined;
}
