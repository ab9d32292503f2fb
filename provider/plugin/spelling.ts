/** Paths below these have names of the program's own, which every language spells in the same way. */
const ownNames = /^(?:.*\.)?(?:values|objects|environment|labels)\b/;

/**
 * Returns a function that spells an argument's path as a language does. The reference has the spelling of TypeScript.
 */
export function spellingOf(language: string | undefined): (path: string) => string {
    const spell = spellings[language ?? ""];
    if (!spell) return (path) => path;
    return (path) => {
        const [fixed = path] = ownNames.exec(path) ?? [];
        // The key of a map is in quotes.
        const names = fixed.replace(/"[^"]*"|[A-Za-z]\w*/g, (name) => (name.startsWith('"') ? name : spell(name)));
        return names + path.slice(fixed.length);
    };
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const spellings: Record<string, ((name: string) => string) | undefined> = {
    python: (name) => name.replace(/(?<=[a-z\d])[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`),
    go: capitalised,
    dotnet: capitalised,
};
