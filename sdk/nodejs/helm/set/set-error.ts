/**
 * Why an entry of `set` is refused, in words that follow "cannot be set:". They name columns, never what is in them: a comma
 * in a password that is not escaped makes a key of the rest.
 */
export class SetError extends Error {}
