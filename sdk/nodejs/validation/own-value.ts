/** What an object has under a name that somebody chose: `constructor` is one that every object seems to have. */
export function ownValue<Value>(record: Record<string, Value>, name: string): Value | undefined {
    return Object.hasOwn(record, name) ? record[name] : undefined;
}
