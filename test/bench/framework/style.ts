/** Text styles, which have an effect only on a terminal. */
export interface Style {
    bold(text: string): string;
    dim(text: string): string;
    red(text: string): string;
}

export function styleOf(stream: { isTTY?: boolean }): Style {
    const coloured = stream.isTTY === true && !process.env.NO_COLOR;
    const paint = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
    return { bold: paint(1), dim: paint(2), red: paint(31) };
}
