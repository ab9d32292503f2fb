/**
 * The reason why an entry of `set` is refused. The message continues "cannot be set:". It names columns and never
 * quotes the entry: an unescaped comma in a password makes a key of the rest of the password.
 */
export class SetError extends Error {}
