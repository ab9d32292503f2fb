import * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Problem } from "../validation";

/** The owner of a file in a container. Root if it is empty. */
export interface FileOwner {
    owner?: pulumi.Input<string>;
    group?: pulumi.Input<string>;
}

/** Returns the owner of a container's file, from the container's `user`: `uid` or `uid:gid`. */
export function containerUser(
    user: pulumi.Input<string | undefined> | undefined,
    what: string,
    refuse: (problems: Problem[]) => void,
): FileOwner {
    if (user === undefined) return {};
    if (isDeferred(user)) {
        const owner = pulumi.output(user).apply((value) => numericOwner(value, what, refuse));
        return { owner: owner.apply(({ owner = "0" }) => owner), group: owner.apply(({ group = "0" }) => group) };
    }
    return numericOwner(user as string, what, refuse);
}

function numericOwner(
    user: string | undefined,
    what: string,
    refuse: (problems: Problem[]) => void,
): { owner?: string; group?: string } {
    const [owner, group] = (user ?? "").split(":");
    if (!owner) return {};
    if (/^\d+$/.test(owner)) return group && /^\d+$/.test(group) ? { owner, group } : { owner };
    const message = `is "${owner}", but the kubeconfig of ${what} is for a user's number alone: give that, such as "1000"`;
    refuse([{ path: "user", message }]);
    return {};
}
