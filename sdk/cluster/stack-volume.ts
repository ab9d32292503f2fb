import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { ownerLabel } from "../../provider/docker/labels";
import { type Host } from "./host";
import { type Transform, transformed } from "./transform";

/** A volume of the stack, which goes with it; or, by a name of its own, one that is kept. */
export function stackVolume(
    name: string,
    role: string,
    keptName: string | undefined,
    host: Host,
    child: pulumi.CustomResourceOptions,
    transform?: Transform<docker.VolumeArgs>,
): docker.Volume {
    const volumeName = keptName ?? pulumi.interpolate`${host.namePrefix}-${role}`;
    // A volume that is kept may have been made by another stack, with other labels or none.
    const labels = keptName === undefined ? [{ label: ownerLabel, value: host.owner }] : [];
    const options = { ...host.on(child), ...(keptName === undefined ? {} : { retainOnDelete: true }) };
    return new docker.Volume(name, transformed(`volume "${name}"`, { name: volumeName, labels }, transform), options);
}
