type Properties = Record<string, unknown>;

/** How Pulumi marks a secret on its way to and from a plugin. */
const mark = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** Properties as a lifecycle takes them: what is secret is its value. */
export function withoutSecrets<T>(value: T): T {
    if (Array.isArray(value)) return value.map(withoutSecrets) as T;
    if (!isObject(value)) return value;
    if (isSecret(value)) return withoutSecrets(value.value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)])) as T;
}

/**
 * What a lifecycle returns, with what came in as a secret as one again. As Pulumi itself does it for plugins that know no
 * secrets: maps are gone into, of all else the whole value is a secret when a part of it was.
 */
export function withSecretsOf(origin: Properties, outputs: Properties): Properties {
    return Object.fromEntries(
        Object.entries(outputs).map(([key, value]) => {
            const before = origin[key];
            if (isMap(before) && isMap(value)) return [key, withSecretsOf(before, value)];
            return [key, hasSecret(before) && value !== undefined ? { [mark]: secretMark, value } : value];
        }),
    );
}

function hasSecret(value: unknown): boolean {
    if (Array.isArray(value)) return value.some(hasSecret);
    return isObject(value) && (isSecret(value) || Object.values(value).some(hasSecret));
}

function isMap(value: unknown): value is Properties {
    return isObject(value) && !Array.isArray(value) && !isSecret(value);
}

function isSecret(value: Properties): boolean {
    return value[mark] === secretMark;
}

function isObject(value: unknown): value is Properties {
    return typeof value === "object" && value !== null;
}
