/** An error for invalid arguments. */
export class UsageError extends Error {}
