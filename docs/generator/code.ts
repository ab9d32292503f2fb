/** A program or a part of one. Prettier would break it, and has another width for Markdown. */
export function programBlock(text: string, language = "typescript"): string {
    return `<!-- prettier-ignore -->\n\`\`\`${language}\n${text}\n\`\`\``;
}
