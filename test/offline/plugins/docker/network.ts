// Stands for: docker:index/network:Network.
import type Docker from "dockerode";
import type { PropertyMap } from "../host/plugin";
import { attempt } from "./errors";
import { boolean, computed, labels, map, replace, required, set, string } from "./field";
import { labelsOf, maps, stringMap, text } from "./container-options";
import type { Resource } from "./resource";
import { waitUntil } from "./wait";

export const network: Resource = {
    fields: {
        name: string({ ...required, autonamed: true }),
        labels: set(labels, replace),
        driver: string(computed),
        options: map(computed),
        internal: boolean(computed),
        attachable: boolean(replace),
        ingress: boolean(replace),
        ipv6: boolean(replace),
        ipamDriver: string({ ...replace, default: "default" }),
        ipamOptions: map(replace),
        ipamConfigs: set(
            { subnet: string(replace), ipRange: string(replace), gateway: string(replace), auxAddress: map(replace) },
            computed,
        ),
    },
    outputs: ["scope"],
    alwaysDeleteBeforeReplace: false,
    async create(docker, inputs, report) {
        const created = await attempt("Unable to create network", docker.createNetwork(networkOptions(inputs)));
        report(created?.id ?? "");
    },
    async read(docker, id, state) {
        const info = await waitUntil("all_fields", () => inspect(docker, id));
        return info && { id, state: networkState(state, info) };
    },
    update: () => Promise.resolve(),
    async delete(docker, id) {
        await waitUntil("removed", async () => {
            if (!(await inspect(docker, id))) {
                return true;
            }
            return attempt("Unable to remove network", removal(docker, id), "has active endpoints");
        });
    },
};

/** Any error of the look-up counts as gone. */
async function inspect(docker: Docker, id: string): Promise<Docker.NetworkInspectInfo | undefined> {
    try {
        return await docker.getNetwork(id).inspect();
    } catch {
        return undefined;
    }
}

async function removal(docker: Docker, id: string): Promise<true> {
    await docker.getNetwork(id).remove();
    return true;
}

function networkOptions(inputs: PropertyMap): Docker.NetworkCreateOptions {
    const configs = maps(inputs.ipamConfigs)?.map((config) => ({
        Subnet: text(config.subnet),
        IPRange: text(config.ipRange),
        Gateway: text(config.gateway),
        AuxiliaryAddresses: stringMap(config.auxAddress),
    }));
    return {
        Name: inputs.name as string,
        CheckDuplicate: true,
        Driver: text(inputs.driver),
        Labels: labelsOf(inputs.labels),
        Options: stringMap(inputs.options),
        Internal: inputs.internal === true,
        Attachable: inputs.attachable === true,
        Ingress: inputs.ingress === true,
        EnableIPv6: inputs.ipv6 === true,
        IPAM: {
            Driver: text(inputs.ipamDriver),
            Config: configs as Docker.IPAMConfig[],
            Options: stringMap(inputs.ipamOptions),
        },
    } as Docker.NetworkCreateOptions;
}

function networkState(recorded: PropertyMap, info: Docker.NetworkInspectInfo): PropertyMap {
    return {
        ...recorded,
        name: info.Name,
        labels: Object.entries(info.Labels ?? {}).map(([label, value]) => ({ label, value })),
        driver: info.Driver,
        internal: info.Internal,
        attachable: info.Attachable,
        ingress: info.Ingress,
        ipv6: info.EnableIPv6,
        ipamDriver: info.IPAM?.Driver ?? "",
        ipamOptions: info.IPAM?.Options ?? {},
        scope: info.Scope,
        options: info.Options ?? {},
        ipamConfigs: ((info.IPAM?.Config ?? []) as Record<string, string>[]).map((config) => ({
            ...(config.Subnet ? { subnet: config.Subnet } : {}),
            ...(config.IPRange ? { ipRange: config.IPRange } : {}),
            ...(config.Gateway ? { gateway: config.Gateway } : {}),
            ...(config.AuxiliaryAddresses ? { auxAddress: config.AuxiliaryAddresses } : {}),
        })),
    };
}
