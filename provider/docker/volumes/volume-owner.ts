import type Docker from "dockerode";
import { Failure } from "../../failure";
import { type VolumeUser, volumeUsers } from "./data-volumes";
import { ownerLabel } from "../../../shared/labels";
import { nameTaken } from "../containers/orphans";
import { ownerPath } from "../../../shared/owner";
import { unlessGone } from "../daemon/status";

/** A volume that the program is about to create. */
export interface WantedVolume {
    name: string;
    owner: string;
    /** Set for a volume that outlives the stack. It has no owner, and the next stack adopts it. */
    kept: boolean;
    /** Set for a volume that may have several users at a time. */
    shared?: boolean;
    driver?: string;
    driverOpts?: Record<string, string>;
}

/** An existing volume. */
export interface FoundVolume {
    owner: string | undefined;
    driver: string;
    driverOpts: Record<string, string>;
    /** The containers of clusters that have the volume. */
    users: VolumeUser[];
}

/**
 * Refuses a volume that this stack must not use. Docker returns an existing volume as if it had created it, and the
 * state would then delete it by its name.
 */
export async function refuseForeignVolume(docker: Docker, wanted: WantedVolume): Promise<void> {
    const found = await findVolume(docker, wanted.name);
    const refusal = found && volumeRefusal(wanted, found);
    if (refusal) throw refusal;
}

/** Refuses the deletion of a volume that another stack has created under the same name since. */
export async function refuseForeignDeletion(
    docker: Docker,
    { name, owner }: Pick<WantedVolume, "name" | "owner">,
): Promise<void> {
    const found: Inspected | undefined = await unlessGone(docker.getVolume(name).inspect());
    const holder = found?.Labels?.[ownerLabel];
    if (holder === undefined || holder === owner) return;
    throw new Failure(`The volume ${name} belongs to another stack, and is not deleted.`, {
        why: `it belongs to the cluster ${ownerPath(holder)} of another stack, which created it after this stack's volume was removed`,
        next: "remove it from this stack's state: pulumi stack --show-urns shows the URN of the docker Volume, run pulumi state delete --target-dependents '<URN>'; then run the same command again",
    });
}

/** Returns why a stack cannot use an existing volume, or undefined when it can. */
export function volumeRefusal(wanted: WantedVolume, found: FoundVolume): Failure | undefined {
    const { name, owner, kept, shared } = wanted;
    if (found.owner !== undefined) {
        if (found.owner !== owner) return nameTaken({ kind: "volume", name }, found.owner);
        return kept ? goesWithStack(name) : changed(wanted, found);
    }
    const other = found.users.find((user) => user.owner !== owner);
    if (other && !kept) return nameTaken({ kind: "volume", name }, other.owner);
    if (other && !shared) return inUse(name, other);
    // Docker creates a volume without labels for a container when the stack's own volume was removed.
    const isOurs = kept || found.users.length > 0;
    return isOurs ? changed(wanted, found) : nameTaken({ kind: "volume", name }, undefined);
}

/**
 * Returns a failure when the existing volume differs from the wanted one. Docker does not change volumes: a request to
 * create one under an existing name returns the existing one.
 */
function changed({ name, kept, driver, driverOpts }: WantedVolume, found: FoundVolume): Failure | undefined {
    const wantedOpts = driverOpts ?? (kept ? found.driverOpts : {});
    if ((driver ?? found.driver) === found.driver && isSame(wantedOpts, found.driverOpts)) return undefined;
    return new Failure(`The volume ${name} already exists, with another driver or other options.`, {
        why: "Docker does not change a volume, and a new one of this name would delete the data in it",
        next: kept
            ? "give the volume another name, or undo the change in transform.volume"
            : "undo the change in transform.volume; or, if the data can be deleted, run pulumi destroy, then pulumi up",
    });
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => one[key] === other[key]);
}

function inUse(name: string, { container, owner }: VolumeUser): Failure {
    return new Failure(`The volume ${name} is in use by ${container} of the cluster ${ownerPath(owner)}.`, {
        why: "two clusters on the same data destroy it",
        next: "run pulumi destroy there, or name another volume, then run pulumi up again",
    });
}

function goesWithStack(name: string): Failure {
    return new Failure(`The volume ${name} cannot be kept.`, {
        why: "this stack created it as a volume that is deleted with the stack, which cannot be changed later",
        next: "name another volume, then run pulumi up again",
    });
}

async function findVolume(docker: Docker, name: string): Promise<FoundVolume | undefined> {
    const found: Inspected | undefined = await unlessGone(docker.getVolume(name).inspect());
    if (!found) return undefined;
    const { Labels, Driver, Options } = found;
    const users = await volumeUsers(docker, name);
    return { owner: Labels?.[ownerLabel], driver: Driver, driverOpts: Options ?? {}, users };
}

interface Inspected {
    Driver: string;
    Labels: Record<string, string> | null;
    Options: Record<string, string> | null;
}
