import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { withoutStackTraces } from "../../../../provider/shims/without-stack-traces";

/** What a container is made with: as this package has it, and as the program has adjusted and completed it. */
export interface ContainerArguments {
    own: docker.ContainerArgs;
    final: docker.ContainerArgs;
}

/** Fields that the Docker provider neither updates nor replaces for, though the container depends on them. */
const replaceOnChanges = ["tmpfs", "healthcheck", "init", "rm"];

/** Fields of which Podman tells more or other than it was asked for, which would replace the container in each run. */
const toldOtherwise = ["capabilities", "sysctls", "tmpfs", "usernsMode"];

/** A container that is made anew when one of its fields changes, and not when Podman tells one otherwise. */
export function dockerContainer(
    name: string,
    { own, final }: ContainerArguments,
    options: pulumi.CustomResourceOptions,
): docker.Container {
    const ignoreChanges = ignoredChanges(own, final);
    return withoutStackTraces(() => new docker.Container(name, final, { ...options, replaceOnChanges, ignoreChanges }));
}

/** Of those that Podman tells otherwise the ones that this package has set; what a program adjusts is not to be ignored. */
export function ignoredChanges(own: docker.ContainerArgs, final: docker.ContainerArgs): string[] {
    return toldOtherwise.filter((field) => {
        const key = field as keyof docker.ContainerArgs;
        return JSON.stringify(own[key]) === JSON.stringify(final[key]);
    });
}
