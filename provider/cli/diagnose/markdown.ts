/** Lines as they are, in a block that none of them ends. */
export function codeBlock(lines: string[]): string[] {
    const longest = Math.max(2, ...lines.map((line) => /^ *(`*)/.exec(line)?.[1]?.length ?? 0));
    const fence = "`".repeat(longest + 1);
    return ["", `${fence}text`, ...lines, fence, ""];
}

/** A point of a list; what has more lines goes on below. */
export function point(text: string): string {
    return `- ${text.trim().split("\n").join("\n  ")}`;
}

/** What a message says, without its reasons and what to do next. */
export function firstLine(text: string): string {
    return text.split("\n")[0] ?? "";
}

/** A message that may have more lines, of which each stays one. */
export function prose(text: string): string[] {
    return text.trim().includes("\n") ? codeBlock(text.trim().split("\n")) : [text.trim()];
}
