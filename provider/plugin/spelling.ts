/** What a program names itself below these, no language spells otherwise. */
const ownNames = /^(?:.*\.)?(?:values|objects|environment|labels)\b/;

/** How a language writes the path of an argument; the reference's way is that of TypeScript. */
export function spellingOf(language: string | undefined): (path: string) => string {
    const spell = spellings[language ?? ""];
    if (!spell) return (path) => path;
    return (path) => {
        const [fixed = path] = ownNames.exec(path) ?? [];
        // A key of a map stands in quotes.
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
