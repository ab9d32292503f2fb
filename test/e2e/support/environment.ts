/**
 * Returns a variable that `make test` sets and that a test needs. A missing one is an error, and never skips a test.
 */
export function required(name: string): string {
    const value = process.env[name];
    if (value) return value;
    throw new Error(`${name} is not set: run the tests with "make test", or source the file that "make up" names`);
}

/** The quickstart's image, which the set-up creates. */
export const webImage = process.env.K3S_TEST_WEB_IMAGE ?? "pulumi-k3s-quickstart/web:1";
