import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { withoutStackTraces } from "../../../../provider/shims/without-stack-traces";

/** The arguments of a container: as this package sets them, and as the program has adjusted and completed them. */
export interface ContainerArguments {
    own: docker.ContainerArgs;
    final: docker.ContainerArgs;
}

/** Fields that the Docker provider neither updates nor replaces for, though the container depends on them. */
const replaceOnChanges = ["tmpfs", "healthcheck", "init", "rm"];

/** Fields that Podman reports differently from what it was given, which would replace the container in each run. */
const toldOtherwise = ["capabilities", "sysctls", "tmpfs", "usernsMode"];

/** A container that is replaced when one of its fields changes, and not when Podman reports one differently. */
export function dockerContainer(
    name: string,
    { own, final }: ContainerArguments,
    options: pulumi.CustomResourceOptions,
): docker.Container {
    const ignoreChanges = ignoredChanges(own, final);
    return withoutStackTraces(() => new docker.Container(name, final, { ...options, replaceOnChanges, ignoreChanges }));
}

/** The fields that Podman reports differently and this package has set; what a program adjusts is not ignored. */
export function ignoredChanges(own: docker.ContainerArgs, final: docker.ContainerArgs): string[] {
    return toldOtherwise.filter((field) => {
        const key = field as keyof docker.ContainerArgs;
        return JSON.stringify(own[key]) === JSON.stringify(final[key]);
    });
}
