/** The items of a list that fit into an answer, and how many were left out. */
export interface Bounded<Item> {
    kept: Item[];
    leftOut: number;
}

/** Returns the first items of a list that fit, or with `fromEnd` the last ones, in their order. */
export function bounded<Item>(
    items: Item[],
    { most, characters, fromEnd = false }: { most: number; characters: number; fromEnd?: boolean },
): Bounded<Item> {
    const kept: Item[] = [];
    let room = characters;
    for (const item of fromEnd ? items.toReversed() : items) {
        room -= JSON.stringify(item).length;
        if (room < 0 || kept.length >= most) break;
        kept.push(item);
    }
    return { kept: fromEnd ? kept.reverse() : kept, leftOut: items.length - kept.length };
}

/** The note about left out items. Empty if there are none. */
export function leftOutNote(leftOut: number, what: string, how: string): { cut?: string } {
    return leftOut === 0 ? {} : { cut: `${leftOut} ${what} were left out: ${how}` };
}
