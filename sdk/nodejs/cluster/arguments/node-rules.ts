import type * as pulumi from "@pulumi/pulumi";
import { leastMemoryMebibytes } from "../../../../shared/cluster-defaults";
import {
    absolutePath,
    boolean,
    cpuCount,
    deferrable,
    environmentVariable,
    ipAddress,
    labelKey,
    labelValue,
    listOf,
    memoryQuantity,
    objectOf,
    oneOf,
    optional,
    plain,
    port,
    type Problem,
    recordOf,
    type Relation,
    relation,
    type Rule,
    type RulesOf,
    taint,
    text,
    volumeName,
} from "../../validation";
import { extraArgument } from "./reserved-arguments";
import { type NodeArgs, type NodePort, type NodeVolume } from "./node-args";

/** Variables that would contradict the arguments and files by which a node tells K3s its identity. */
const reservedVariables = /^K3S_((AGENT_)?TOKEN(_FILE)?|URL|NODE_NAME|DATA_DIR|KUBECONFIG_(OUTPUT|MODE|GROUP))$/;
/** Labels that a node sets itself. Local volumes depend on the node's host name. */
const reservedLabels = /^kubernetes\.io\/(hostname|os|arch)$/;

const anyText = text("text", () => true);

const volumeSource: Rule = deferrable((value, path) =>
    (typeof value === "string" && value.startsWith("/") ? absolutePath : volumeName)(value, path),
);

export const nodeRules: RulesOf<NodeArgs> = {
    extraArgs: optional(listOf(extraArgument)),
    environment: optional(recordOf(anyText, allBut(reservedVariables, environmentVariable))),
    labels: optional(recordOf(labelValue, allBut(reservedLabels, labelKey))),
    taints: optional(listOf(taint)),
    memory: optional(memoryQuantity(leastMemoryMebibytes)),
    cpus: optional(cpuCount),
    volumes: optional(
        listOf(objectOf<NodeVolume>({ source: volumeSource, target: absolutePath, readOnly: optional(boolean) })),
    ),
    ports: optional(
        plain(
            listOf(
                plain(
                    objectOf<NodePort>({
                        containerPort: plain(port),
                        hostPort: port,
                        protocol: optional(plain(oneOf("TCP", "UDP"))),
                        hostIP: optional(ipAddress),
                    }),
                ),
            ),
        ),
    ),
};

/**
 * Returns the relations between the settings of one node.
 *
 * @param taken the paths that the node uses itself.
 */
export function nodeRelations({ volumes = [], ports = [] }: NodeArgs, path: string, taken: string[]): Relation[] {
    const at = (list: string, index: number, field: string) => `${path}${path && "."}${list}[${index}].${field}`;
    const protocolOf = ({ protocol = "TCP" }: NodePort) => protocol;
    return [
        relation({ volumes }, (known) => {
            const targets = ((known.volumes as pulumi.Unwrap<NodeVolume>[] | undefined) ?? []).map(
                ({ target }) => target,
            );
            return repeated([...taken, ...targets], taken.length).map((index) => ({
                path: at("volumes", index, "target"),
                message: `is ${targets[index] ?? ""}, where something else is already mounted`,
            }));
        }),
        ...repeated(ports.map((its) => `${its.containerPort}/${protocolOf(its)}`)).map((index) => ({
            path: at("ports", index, "containerPort"),
            message: `is ${ports[index]?.containerPort ?? 0}, which is published already`,
        })),
        relation({ hostPorts: ports.map(({ hostPort }) => hostPort) }, ({ hostPorts }) =>
            repeated(hostPorts.map((port, index) => `${port}/${ports[index]?.protocol ?? "TCP"}`)).map((index) => ({
                path: at("ports", index, "hostPort"),
                message: `is ${hostPorts[index] ?? 0}, which another port uses already`,
            })),
        ),
    ];
}

/** Refuses fixed ports for several nodes with the same settings, which cannot share a port of the Docker host. */
export function sharedPorts({ ports = [] }: NodeArgs, count: number, path: string): Problem[] {
    return ports.length > 0 && count > 1
        ? [{ path, message: `cannot be published by ${count} nodes at once: use a pool of one node` }]
        : [];
}

/** Returns the indexes, counted from `from`, of the values that occur earlier in the list. */
function repeated(values: string[], from = 0): number[] {
    return values.flatMap((value, index) => (index >= from && values.indexOf(value) < index ? [index - from] : []));
}

/** Refuses reserved names, which are plain values. Applies the rule to all others. */
function allBut(reserved: RegExp, rule: Rule): Rule {
    return (value, path) =>
        reserved.test(String(value))
            ? [{ path, message: `is ${String(value)}, which the node sets itself` }]
            : rule(value, path);
}
