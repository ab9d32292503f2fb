import { made, valueOf } from "./mocks"; // before the program, which finds the mocks then
import * as program from "./index";

it("publishes the shop on a local port", async () => {
    expect(await valueOf(program.url)).toBe("http://127.0.0.1:20001");
});

it("tells the proxy where the shop is", async () => {
    expect(await valueOf(program.proxyVariables)).toContain("services__web__url=http://web:8080");
});

it("installs one release, in the namespace default", async () => {
    await valueOf(program.url);
    const releases = made.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    expect(releases.map(({ inputs }) => inputs as unknown)).toEqual([
        expect.objectContaining({ chart: "shop", namespace: "default" }),
    ]);
});
