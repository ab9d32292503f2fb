/**
 * How often and with what a property is tried: the same each time, so that a failure is of the change that is tested;
 * `PROPERTY_SEED` and `PROPERTY_RUNS` look further.
 */
export const propertyRuns = {
    seed: Number(process.env.PROPERTY_SEED ?? 1),
    numRuns: Number(process.env.PROPERTY_RUNS ?? 200),
};
