import { median } from "../framework/result";

const growthAllowed = 1.2;

/** Returns whether the later samples are at most a fifth above the earlier ones, without those of the warm-up. */
export function isFlat(samples: number[]): boolean {
    const warm = samples.slice(Math.floor(samples.length / 4));
    if (warm.length < 2) return true;
    const half = Math.ceil(warm.length / 2);
    return median(warm.slice(-half)) <= growthAllowed * median(warm.slice(0, half));
}
