import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { withoutStackTraces } from "../../../../provider/shims/without-stack-traces";

/** The arguments of a container: as this package sets them, and with the changes and additions of the program. */
export interface ContainerArguments {
    own: docker.ContainerArgs;
    final: docker.ContainerArgs;
}

/** Fields that the container depends on, but for whose changes the Docker provider neither updates nor replaces it. */
const replaceOnChanges = ["tmpfs", "healthcheck", "init", "rm"];

/** Fields that Podman does not report as they were given, which would replace the container in each run. */
const toldOtherwise = ["capabilities", "sysctls", "tmpfs", "usernsMode"];

/**
 * Creates a container that is replaced when one of its fields changes, but not because Podman reports a field
 * differently.
 */
export function dockerContainer(
    name: string,
    { own, final }: ContainerArguments,
    options: pulumi.CustomResourceOptions,
): docker.Container {
    const ignoreChanges = ignoredChanges(own, final);
    return withoutStackTraces(() => new docker.Container(name, final, { ...options, replaceOnChanges, ignoreChanges }));
}

/**
 * Returns the fields that Podman reports differently and that only this package set. Fields that the program changed
 * are not ignored.
 */
export function ignoredChanges(own: docker.ContainerArgs, final: docker.ContainerArgs): string[] {
    return toldOtherwise.filter((field) => {
        const key = field as keyof docker.ContainerArgs;
        return JSON.stringify(own[key]) === JSON.stringify(final[key]);
    });
}
