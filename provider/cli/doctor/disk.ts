import { inUnits } from "../endpoints/columns";
import { ok, type Verdict } from "./check";

/** The file system with the engine's data. */
export interface Disk {
    path: string;
    /** The bytes available to users without privileges, which the kubelet counts too. */
    free: number;
    total: number;
}

/** The kubelet evicts pods below this share: K3s sets `--eviction-hard=imagefs.available<5%,nodefs.available<5%`. */
const evicted = 0.05;
const near = 0.1;
/** The room for the node image and the files that K3s unpacks from it. */
const least = 2 ** 30;

/** Checks whether there is room for images, containers and volumes. */
export function checkDisk({ path, free, total }: Disk): Verdict {
    const percent = Math.floor((100 * free) / total);
    const found = `${inUnits(free)} (${percent} %) free at ${path}`;
    const next = "remove what nobody needs (docker system df, docker system prune), or enlarge the disk";
    if (free < total * evicted) {
        return { state: "problem", found, consequence: "below 5 % nodes accept no pods and evict running ones", next };
    }
    if (free < least) {
        return { state: "problem", found, consequence: "there is no room for the node image and a server", next };
    }
    if (free >= total * near) return ok(found);
    return { state: "warning", found, consequence: "below 5 % nodes accept no pods and evict running ones", next };
}

export function diskOutOfSight(path: string | undefined): Verdict {
    const folder = path === undefined || path === "" ? "/var/lib/docker" : path;
    return {
        state: "unknown",
        found: `${folder} is not on this machine`,
        consequence: "with less than 5 % of it free, nodes accept no pods",
        next: `run there: df -h ${folder}; or docker run --rm <any image with a shell> df -h /`,
    };
}
