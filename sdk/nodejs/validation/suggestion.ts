/** Returns an addition to an error about an unknown name: the most similar name, or all names if none is similar. */
export function suggestion(name: string, names: string[]): string {
    const near = names
        .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
        .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
        .sort((a, b) => a.distance - b.distance);
    return near[0] ? `; did you mean "${near[0].candidate}"?` : `; there are: ${[...names].sort().join(", ")}`;
}

function editDistance(from: string, to: string): number {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (const [i, letter] of Array.from(from).entries()) {
        const next = [i + 1];
        for (const [j, other] of Array.from(to).entries()) {
            const [above = 0, left = 0, diagonal = 0] = [row[j + 1], next[j], row[j]];
            next.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}
