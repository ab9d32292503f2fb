import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { plainValue, type Problem } from "../validation";

/**
 * Returns the reasons why a file cannot be copied into a container. Docker copies it before the start, into the
 * container's file system or into what is mounted there.
 */
export function filePlaceProblems(args: docker.ContainerArgs, path: string, what: string): Problem[] {
    const isReadOnly = plainValue(args.readOnly) === true;
    const readOnly = `is true, and Docker copies no file into such a container: the kubeconfig of ${what} has no place`;
    return [
        ...(isReadOnly ? [{ path: "readOnly", message: readOnly }] : []),
        ...mountPoints(args)
            .filter(({ target }) => covers(target, path))
            .map(({ argument, target }) => ({
                path: argument,
                message: `has ${target}, which would put the kubeconfig of ${what} outside of the container, or hide it`,
            })),
    ];
}

function mountPoints({ volumes, mounts, tmpfs }: docker.ContainerArgs): { argument: string; target: string }[] {
    const at = (argument: string) => (target: string | undefined) => (target === undefined ? [] : { argument, target });
    return [
        ...items(volumes).flatMap(({ containerPath }) => at("volumes")(plainValue(containerPath))),
        ...items(mounts).flatMap(({ target }) => at("mounts")(plainValue(target))),
        ...Object.keys(plainValue(tmpfs) ?? {}).flatMap(at("tmpfs")),
    ];
}

function items<Item>(list: pulumi.Input<pulumi.Input<Item>[] | undefined> | undefined): Item[] {
    return (plainValue(list) ?? []).flatMap((item) => plainValue(item) ?? []);
}

function covers(folder: string, path: string): boolean {
    return `${path}/`.startsWith(`${folder.replace(/\/+$/, "")}/`);
}
