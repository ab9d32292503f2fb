/** Enough to tell pods of one workload apart. */
const tailLength = 6;
const longLength = 18;

/** A name in two: what may be cut where there is no room, and its end, which tells it from its neighbours. */
export function nameParts(name: string): { head: string; tail: string } {
    const characters = Array.from(new Intl.Segmenter("en").segment(name), ({ segment }) => segment);
    if (characters.length < longLength) return { head: name, tail: "" };
    return { head: characters.slice(0, -tailLength).join(""), tail: characters.slice(-tailLength).join("") };
}

/** Labels without what all of them begin with, where that is much. */
export function shortLabels(labels: readonly string[]): Map<string, string> {
    const [first = "", ...rest] = labels;
    let common = rest.length === 0 ? 0 : first.length;
    for (const label of rest) {
        while (!label.startsWith(first.slice(0, common))) common -= 1;
    }
    const cut = Math.max(0, first.slice(0, common).lastIndexOf("-") + 1);
    return new Map(labels.map((label) => [label, cut >= 6 && cut < label.length ? label.slice(cut) : label]));
}
