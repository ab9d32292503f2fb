import { looksSecret } from "./secret-names";

/** The text that replaces a secret. */
export const mark = "[redacted]";

/**
 * The forms of a value: in quotes, which may be escaped (the closing quote is not matched, so that it stays); up to the
 * next space or quote; or the rest of the line.
 */
const quoted = /(?<quote>\\{0,8}["'])(?:(?!(?<!\\)\k<quote>)[^\n])*/;
const word = /[^\s"'`]+/;
const restOfLine = /\S.*/;

/** Functions that each redact the secrets of one form in a text. Applying them again changes nothing. */
export const secretForms: ((text: string) => string)[] = [
    form(/-----BEGIN [A-Z0-9 ]+-----(?:(?!-----BEGIN )[^]){0,20000}?-----END [A-Z0-9 ]+-----/g),
    // PEM in base64, as in kubeconfigs.
    form(/(?<kept>(?:certificate-authority|client-certificate|client-key)-data[\\"': ]{1,8})[\w+/=-]{8,}/g),
    form(/LS0tLS1CRUdJTi[\w+/=-]*/g),
    form(/\bK10[0-9a-f]{8,}::[^\s"'`,)\\]+/g),
    // JSON Web Tokens, such as those of service accounts.
    form(/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g),
    form(/(?<kept>\b(?:[Bb]earer|[Bb]asic) +)(?=\S*[\d=]|\S*[a-z][A-Z]|\S{20})[\w.~+/=-]{8,}/g),
    // Passwords in URLs. After a port comes a path, which may contain an @ too. The bounds keep long lines fast.
    form(
        /(?<kept>\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)(?:[^\s/"']{1,2000}|(?!\d+\/)[^\s"']{1,2000})(?=@)/gi,
    ),
    // Tokens of GitHub, GitLab, AWS, Slack and npm.
    form(/\b(?:gh[a-z]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|AKIA[0-9A-Z]{16}|xox[a-z]-[\w-]{10,}|npm_\w{36})/g),
    named(/(?<![\w.-])(?<name>[\w.-]+)[ \t]*=[ \t]*/g, quoted, word),
    named(/(?<around>\\{0,8}["'])(?<name>[\w.-]+)\k<around>\s*:\s*/g, quoted, word),
    // A line of YAML.
    named(/^[ \t]*(?:- +)?(?<name>[\w.-]+):[ \t]+/gm, quoted, restOfLine),
    // In the middle of a line, where a colon follows many ordinary words: names in capitals, and passwords, only.
    named(/\b(?<name>[A-Z][A-Z0-9_]{3,}|\w*[Pp]ass(?:wd|word|phrase)): */g, quoted, word),
    named(/(?<![\w-])--?(?<name>[a-z][\w-]*)(?:[ \t]+|\\{0,8}["'], *)(?!-)/g, quoted, word),
    // Bootstrap tokens.
    form(/\b[a-z0-9]{6}\.(?=[a-z]*\d)[a-z0-9]{16}\b/g),
    // Long base64. Digits and lower-case letters alone are a digest or an id.
    form(/(?<![\w+/-])(?=[\w+/]*[A-Z])(?=[\w+/]*[a-z])(?=[\w+/]*\d)[A-Za-z0-9+/]{60,}={0,2}/g),
];

/** Returns a function that replaces the matches of a pattern, except for their group `kept`. */
function form(pattern: RegExp): (text: string) => string {
    // The groups are the last argument of a replacer function.
    return (text) => text.replace(pattern, (...match: unknown[]) => `${groupOf(match.at(-1), "kept")}${mark}`);
}

/**
 * Returns a function that replaces the value after a name that looks secret. Looks for names within the values of other
 * names, too.
 */
function named(name: RegExp, ...values: RegExp[]): (text: string) => string {
    const value = new RegExp(values.map(({ source }) => source).join("|"), "y");
    return (text) => {
        let result = "";
        let done = 0;
        for (const { index, 0: before, groups } of text.matchAll(name)) {
            if (index < done || !looksSecret(groupOf(groups, "name"))) continue;
            value.lastIndex = index + before.length;
            const found = value.exec(text);
            if (!found) continue;
            result += `${text.slice(done, found.index)}${groupOf(found.groups, "quote")}${mark}`;
            done = value.lastIndex;
        }
        return result + text.slice(done);
    };
}

function groupOf(groups: unknown, name: string): string {
    return (Object(groups) as Record<string, string | undefined>)[name] ?? "";
}
