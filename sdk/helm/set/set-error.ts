/** Why an entry of `set` is refused, in words that follow "which cannot be set:". */
export class SetError extends Error {}
