/** The value that an object has under a name of the user: `constructor` is one that every object seems to have. */
export function ownValue<Value>(record: Record<string, Value>, name: string): Value | undefined {
    return Object.hasOwn(record, name) ? record[name] : undefined;
}
