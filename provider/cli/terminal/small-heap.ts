import { setFlagsFromString } from "node:v8";

/**
 * Keeps the heap small, for a process that follows the model for hours. Most of what it reads is garbage soon, and
 * Node.js would let dozens of megabytes accumulate before it collects them.
 */
export function keepHeapSmall(): void {
    setFlagsFromString("--semi-space-growth-factor=1");
    setFlagsFromString("--optimize-for-size");
}
