import * as provider from "../../../provider";
import { lifecycles } from "../../../provider/lifecycles";
import { says } from "../../support/says";

const local = { implementation: "v1.Target", cluster: "dev", target: "local" };
const moved = { ...local, target: "production" };

async function failureOf(promise: Promise<unknown>): Promise<Error> {
    return promise.then(
        () => {
            throw new Error("it did not fail");
        },
        (error: unknown) => error as Error,
    );
}

afterEach(() => {
    delete process.env.PULUMI_K3S_DEBUG;
    jest.restoreAllMocks();
});

describe("what a shim calls", () => {
    it("makes the resource that the inputs name, and echoes the inputs", async () => {
        expect(await provider.create(local)).toEqual({ id: "local", outs: local });
    });

    it("compares with the state, without the shim's own text", async () => {
        const diff = jest.spyOn(lifecycles["v1.Target"], "diff");
        expect(await provider.diff("local", { ...local, __provider: "a" }, { ...local, __provider: "b" })).toEqual({
            changes: false,
        });
        expect(diff).toHaveBeenCalledWith("local", local, local);
    });

    it("takes the new inputs where a resource has no update of its own", async () => {
        expect(await provider.update("local", local, moved)).toEqual({ outs: moved });
    });

    it("leaves a resource as it is where there is nothing live to read", async () => {
        expect(await provider.read("local", local)).toEqual({ id: "local", props: local });
    });

    it("deletes what has nothing but its state", async () => {
        await expect(provider.remove("local", local)).resolves.toBeUndefined();
    });

    it.each([["v2.Target"], [undefined]])("says which resource it does not know: %s", async (implementation) => {
        const inputs = { ...local, implementation } as never;
        const calls = [
            provider.create(inputs),
            provider.diff("", inputs, inputs),
            provider.update("", inputs, inputs),
            provider.read("", inputs),
            provider.remove("", inputs),
        ];
        for (const call of calls) {
            expect((await failureOf(call)).message).toMatch(
                says(
                    `pulumi-k3s … not know … resource "${String(implementation)}": … newer version … Upgrade the package`,
                ),
            );
        }
    });

    it("fails with the message alone: no name, no stack", async () => {
        const error = await failureOf(provider.diff("local", local, moved));
        expect(error.message).toMatch(says('cluster "dev" … stack … local … cannot become production.'));
        expect([error.name, error.stack, String(error)]).toEqual(["", "", error.message]);
    });

    it("shows the stack to those who ask for it", async () => {
        process.env.PULUMI_K3S_DEBUG = "1";
        expect((await failureOf(provider.diff("local", local, moved))).stack).toContain("target.ts");
    });
});
