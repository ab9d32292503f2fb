/** Returns an object's own value for a key that the user chose. Every object inherits keys such as `constructor`. */
export function ownValue<Value>(record: Record<string, Value>, name: string): Value | undefined {
    return Object.hasOwn(record, name) ? record[name] : undefined;
}
