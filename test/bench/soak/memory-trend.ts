import { median } from "../framework/result";

const growthAllowed = 1.2;

/** Whether what was measured late is no more than a fifth above what was measured early, after a warm-up. */
export function isFlat(samples: number[]): boolean {
    const warm = samples.slice(Math.floor(samples.length / 4));
    if (warm.length < 2) return true;
    const half = Math.ceil(warm.length / 2);
    return median(warm.slice(-half)) <= growthAllowed * median(warm.slice(0, half));
}
