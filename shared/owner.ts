/** `project/stack/cluster` of the value of an owner label, without the id that tells namesakes apart. */
export function ownerPath(owner: string): string {
    return owner.replace(/#.*$/, "");
}
