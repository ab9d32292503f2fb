import { setFlagsFromString } from "node:v8";

/**
 * Keeps the memory of a process small that follows what happens for hours: what it reads is short-lived, and Node.js would let
 * that pile up to dozens of megabytes before it looks what is left of it.
 */
export function keepHeapSmall(): void {
    setFlagsFromString("--semi-space-growth-factor=1");
    setFlagsFromString("--optimize-for-size");
}
