/** The length of a name's end, which is enough to tell pods of one workload apart. */
const tailLength = 6;
const longLength = 18;

/** Splits a name into a head, which may be cut if there is no room, and a tail, which tells it from its neighbours. */
export function nameParts(name: string): { head: string; tail: string } {
    const characters = Array.from(new Intl.Segmenter("en").segment(name), ({ segment }) => segment);
    if (characters.length < longLength) return { head: name, tail: "" };
    return { head: characters.slice(0, -tailLength).join(""), tail: characters.slice(-tailLength).join("") };
}

/** Removes the common beginning of all labels, if it is long enough. */
export function shortLabels(labels: readonly string[]): Map<string, string> {
    const [first = "", ...rest] = labels;
    let common = rest.length === 0 ? 0 : first.length;
    for (const label of rest) {
        while (!label.startsWith(first.slice(0, common))) common -= 1;
    }
    const cut = Math.max(0, first.slice(0, common).lastIndexOf("-") + 1);
    return new Map(labels.map((label) => [label, cut >= 6 && cut < label.length ? label.slice(cut) : label]));
}
