type Properties = Record<string, unknown>;

/** The mark of a secret in messages between Pulumi and a plugin. */
const mark = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** Returns properties as a lifecycle takes them, with each secret replaced by its value. */
export function withoutSecrets<T>(value: T): T {
    if (Array.isArray(value)) return value.map(withoutSecrets) as T;
    if (!isObject(value)) return value;
    if (isSecret(value)) return withoutSecrets(value.value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)])) as T;
}

/**
 * Marks as secret again what a lifecycle returns and what came in as a secret. As Pulumi itself does for plugins that
 * do not support secrets, it descends into maps; any other value becomes a secret as a whole when a part of it was one.
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
