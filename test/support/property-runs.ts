/**
 * The number of runs and the seed for property tests. They are the same each time, so that a failure comes from the
 * change that is tested. Set `PROPERTY_SEED` and `PROPERTY_RUNS` to test more.
 */
export const propertyRuns = {
    seed: Number(process.env.PROPERTY_SEED ?? 1),
    numRuns: Number(process.env.PROPERTY_RUNS ?? 200),
};
