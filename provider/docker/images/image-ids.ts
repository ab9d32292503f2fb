/** The part of Docker's `GET /images/{name}/json?manifests=true` that is used. */
export interface InspectedImage {
    Id: string;
    /** Reported by a daemon with the containerd image store. */
    Manifests?: { ID: string; Kind: string; Available: boolean }[];
}

/**
 * Returns ids that identify an image's content, best first. In Docker's containerd store the `Id` is that of an index,
 * in which BuildKit records the build time: it changes with each build, even when nothing was rebuilt. So the ids of
 * the image's manifests come first, and after them the `Id`, which states of earlier versions contain.
 */
export function imageIdsOf({ Id, Manifests = [] }: InspectedImage): string[] {
    const images = Manifests.filter(({ Kind, Available }) => Kind === "image" && Available).map(({ ID }) => ID);
    return images.length === 0 ? [Id] : [...new Set([images.sort().join(" "), Id])];
}
