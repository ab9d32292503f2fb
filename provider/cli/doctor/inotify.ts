import { inotifyLimits } from "../../../shared/cluster-defaults";
import { ok, type Verdict } from "./check";

/** The kernel's inotify limits, and whether nodes can raise them. */
export interface Inotify {
    instances: number;
    watches: number;
    /** False in an LXC container, for instance, whose root is not root on the host. */
    canBeRaised: boolean;
}

const { max_user_instances: instancesWanted, max_user_watches: watchesWanted } = inotifyLimits;
const tooFew = 'with too few, pods that watch files fail with "too many open files"';

/** Checks whether there are enough inotify instances and watches for pods that watch files. */
export function checkInotify({ instances, watches, canBeRaised }: Inotify): Verdict {
    const found = `${instances} instances, ${watches} watches`;
    if (instances >= instancesWanted && watches >= watchesWanted) return ok(found);
    if (canBeRaised) return ok(`${found}; nodes raise them to ${instancesWanted} and ${watchesWanted}`);
    return {
        state: "warning",
        found: `${found}, and nodes cannot raise them here`,
        consequence: tooFew,
        next:
            "as root of the host that this machine is a container on: " +
            `sysctl -w fs.inotify.max_user_instances=${instancesWanted} fs.inotify.max_user_watches=${watchesWanted}`,
    };
}

export const inotifyOutOfSight: Verdict = {
    state: "unknown",
    found: "the engine's kernel is not this machine's",
    consequence: `${tooFew}; nodes raise them when they start, if they are allowed to`,
    next: "if pods fail for this reason, run there: sysctl fs.inotify",
};
