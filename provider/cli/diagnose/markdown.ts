/** Formats lines as a code block, with a fence that is longer than all backticks at their beginnings. */
export function codeBlock(lines: string[]): string[] {
    const longest = Math.max(2, ...lines.map((line) => /^ *(`*)/.exec(line)?.[1]?.length ?? 0));
    const fence = "`".repeat(longest + 1);
    return ["", `${fence}text`, ...lines, fence, ""];
}

/** Formats an item of a list. Indents further lines. */
export function point(text: string): string {
    return `- ${text.trim().split("\n").join("\n  ")}`;
}

/** Returns the first line of a message, without its reasons and next steps. */
export function firstLine(text: string): string {
    return text.split("\n")[0] ?? "";
}

/** Formats a message: as a paragraph, or as a code block if it has several lines. */
export function prose(text: string): string[] {
    return text.trim().includes("\n") ? codeBlock(text.trim().split("\n")) : [text.trim()];
}
