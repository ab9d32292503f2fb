import { posix } from "node:path";
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { referencesLabel } from "../../../shared/labels";
import { ArgumentError, isDeferred, plainValue, type Problem } from "../validation";
import { containerUser, type FileOwner } from "./container-user";
import { filePlaceProblems } from "./file-place";
import { mergeVariables } from "./merge-variables";
import { type ContainerNeeds, type FileInContainer, partsOf, type Reference } from "./reference";

type Needed = ContainerNeeds & { what: string };

/**
 * Returns the arguments of a `docker.Container` that uses clusters and endpoints. The container is created when all of
 * them are ready.
 *
 * - A {@link Cluster} adds its Docker network, the variable `KUBECONFIG=/etc/pulumi-k3s/<cluster>/kubeconfig.yaml` with
 *   that file, which only the container's user can read, and `K8S_CLUSTER_NAME`. `docker inspect` does not show the
 *   file, and it is a secret in the state.
 * - A {@link ServiceEndpoint} adds its cluster's Docker network, the variable `services__<name>__url`, and the same
 *   with underscores in place of dashes, for shells.
 * - An endpoint with `via: "api"` adds `host.docker.internal` to `hosts` in place of the network; it needs
 *   `forContainers: true`.
 *
 * With several clusters, `KUBECONFIG` is a list; the context of the first cluster is the current one. Your own `envs`,
 * `networksAdvanced`, `uploads`, `hosts` and `labels` stay, and a reference that is given twice changes nothing. A new
 * kubeconfig, such as that of a recreated cluster, replaces the container.
 *
 * @example
 * new docker.Container("api", k3s.withReferences({ image: "api:dev", user: "1000" }, cluster, web));
 *
 * @throws ArgumentError when a setting and a reference exclude each other (`networkMode: "host"`, a variable of the
 * same name, `readOnly` with a file to copy), and for a `user` by name, because a file's owner is a number.
 */
export function withReferences(args: docker.ContainerArgs, ...references: Reference[]): docker.ContainerArgs {
    const container = plainValue(args.name) ?? plainValue(args.image) ?? "of a container";
    const refuse = (problems: Problem[]) => {
        if (problems.length > 0) throw new ArgumentError("withReferences", container, problems);
    };
    const needed: Needed[] = [];
    for (const { what, inContainer } of partsOf("withReferences", container, references)) {
        if ("unreachable" in inContainer) refuse([{ path: what, message: inContainer.unreachable }]);
        else needed.push({ what, ...inContainer });
    }
    const networks = needed.flatMap(({ network }) => network ?? []);
    if (networks.length > 0) refuse(networkProblems(plainValue(args.networkMode), needed));

    const withAll = { ...args };
    withAll.envs = variables(args, needed, refuse);
    if (networks.length > 0) {
        withAll.networksAdvanced = joinedNetworks(args, networks);
        withAll.labels = markedLabels(args);
    }
    for (const need of needed) {
        if (need.host) withAll.hosts = withHost(withAll, { ...need, host: need.host }, refuse);
        if (need.file) {
            refuse(filePlaceProblems(args, need.file.path, need.what));
            const file = { ...need.file, what: need.what, owner: containerUser(args.user, need.what, refuse) };
            const volume = volumeOf(args, file);
            withAll.uploads = withUpload(withAll, file, volume, refuse);
            if (volume) withAll.volumes = withVolume(withAll, file, volume);
        }
    }
    return withAll;
}

function networkProblems(mode: string | undefined, needed: Needed[]): Problem[] {
    if (mode === undefined || mode === "bridge" || mode === "default") return [];
    return needed
        .filter(({ network }) => network !== undefined)
        .map(({ what }) => ({
            path: "networkMode",
            message: `is "${mode}", but ${what} is reached on its Docker network`,
        }));
}

function variables(
    { envs = [] }: docker.ContainerArgs,
    needed: Needed[],
    refuse: (problems: Problem[]) => void,
): pulumi.Output<string[]> {
    const ours = needed.flatMap(({ what, variables }) => variables.map((variable) => ({ what, ...variable })));
    // Plain variables are checked at once, not only when the references are ready.
    const plain = (Array.isArray(envs) ? (envs as unknown[]) : []).filter((entry) => typeof entry === "string");
    const early = ours.map(({ what, name, value }) => ({ what, name, value: plainValue(value) ?? "" }));
    refuse(mergeVariables(plain, early).problems);
    return pulumi.all([envs, pulumi.output(ours)]).apply(([theirs, resolved]) => {
        const { merged, problems } = mergeVariables(theirs ?? [], resolved);
        refuse(problems);
        return merged;
    });
}

/** Adds the label by which the deletion of a cluster recognizes containers that use it. */
function markedLabels({ labels = [] }: docker.ContainerArgs): docker.ContainerArgs["labels"] {
    type Label = docker.types.input.ContainerLabel;
    const mark = { label: referencesLabel, value: "true" };
    const add = (theirs: pulumi.Input<Label>[]) =>
        theirs.some((its) => plainValue(plainValue(its)?.label) === mark.label) ? theirs : [...theirs, mark];
    if (!isDeferred(labels)) return add(labels as pulumi.Input<Label>[]);
    return pulumi.output(labels).apply((theirs = []) => add(theirs) as Label[]);
}

function joinedNetworks({ networksAdvanced = [] }: docker.ContainerArgs, networks: pulumi.Output<string>[]) {
    return pulumi.all([networksAdvanced, pulumi.all(networks)]).apply(([theirs = [], names]) => {
        const there = theirs.map(({ name }) => name);
        return [...theirs, ...[...new Set(names)].filter((name) => !there.includes(name)).map((name) => ({ name }))];
    });
}

function withHost(
    { hosts = [] }: docker.ContainerArgs,
    { what, host: needed }: { what: string; host: { host: string; ip: string } },
    refuse: (problems: Problem[]) => void,
): docker.ContainerArgs["hosts"] {
    return pulumi.output(hosts).apply((theirs = []): docker.types.input.ContainerHost[] => {
        const there = theirs.find(({ host }) => host === needed.host);
        if (there === undefined) return [...theirs, needed];
        const message = `has ${needed.host} as ${there.ip}, which ${what} needs as ${needed.ip}`;
        if (there.ip !== needed.ip) refuse([{ path: "hosts", message }]);
        return theirs;
    });
}

type OwnedFile = FileInContainer & { what: string; owner: FileOwner };

/** Returns the volume of a file that may have to be in one. A file of root can always be copied into the container. */
function volumeOf(
    { user, image }: docker.ContainerArgs,
    { owner, volumeOf }: OwnedFile,
): pulumi.Output<string> | undefined {
    const uid = Number(plainValue(owner.owner) ?? 0);
    return uid > 0 ? volumeOf?.(user as string, image) : undefined;
}

/**
 * Adds a file to a container's uploads. A plain list stays a plain list, so that not all of it becomes secret with the
 * file.
 */
function withUpload(
    { uploads = [] }: docker.ContainerArgs,
    { what, path, owner, ...file }: OwnedFile,
    volume: pulumi.Output<string> | undefined,
    refuse: (problems: Problem[]) => void,
): docker.ContainerArgs["uploads"] {
    type Upload = docker.types.input.ContainerUpload;
    const add = (theirs: pulumi.Input<Upload>[], content: pulumi.Input<string>): pulumi.Input<Upload>[] => {
        const there = theirs.find((upload) => plainValue(plainValue(upload)?.file) === path);
        if (there === undefined) return [...theirs, { file: path, content, permissions: "0600", ...owner }];
        const message = `has ${path}, which is the file of ${what}`;
        if (plainValue(there)?.content !== content) refuse([{ path: "uploads", message }]);
        return theirs;
    };
    if (!isDeferred(uploads)) {
        const theirs = uploads as pulumi.Input<Upload>[];
        const all = add(theirs, file.content);
        return volume === undefined ? all : volume.apply((name) => (name ? theirs : all) as Upload[]);
    }
    return pulumi
        .all([uploads, file.content, volume])
        .apply(([theirs = [], content, name]) => pulumi.all(name ? theirs : add(theirs, content)));
}

function withVolume(
    { volumes }: docker.ContainerArgs,
    { path }: OwnedFile,
    volume: pulumi.Output<string>,
): docker.ContainerArgs["volumes"] {
    type Volume = docker.types.input.ContainerVolume;
    const containerPath = posix.dirname(path);
    return pulumi.all([volumes, volume]).apply(([theirs, volumeName]): Volume[] => {
        if (!volumeName || theirs?.some((its) => its.containerPath === containerPath)) return theirs as Volume[];
        return [...(theirs ?? []), { volumeName, containerPath, readOnly: true }];
    });
}
