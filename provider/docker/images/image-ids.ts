/** The part of Docker's `GET /images/{name}/json?manifests=true` that is looked at. */
export interface InspectedImage {
    Id: string;
    /** From a daemon with the containerd image store. */
    Manifests?: { ID: string; Kind: string; Available: boolean }[];
}

/**
 * What an image's content is known by, best first. In Docker's containerd store the `Id` is that of an index, in which
 * BuildKit tells when it built: it changes with each build, even where nothing was rebuilt. So what the image is made of
 * comes first, and the `Id`, which states of earlier versions have, after it.
 */
export function imageIdsOf({ Id, Manifests = [] }: InspectedImage): string[] {
    const images = Manifests.filter(({ Kind, Available }) => Kind === "image" && Available).map(({ ID }) => ID);
    return images.length === 0 ? [Id] : [...new Set([images.sort().join(" "), Id])];
}
