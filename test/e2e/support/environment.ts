/** What `make test` sets up and the tests need; a missing part is an error, never a skip. */
export function required(name: string): string {
    const value = process.env[name];
    if (value) return value;
    throw new Error(`${name} is not set: run the tests with "make test", or source the file that "make up" names`);
}

/** The quickstart's image, made by the set-up. */
export const webImage = process.env.K3S_TEST_WEB_IMAGE ?? "pulumi-k3s-quickstart/web:1";
