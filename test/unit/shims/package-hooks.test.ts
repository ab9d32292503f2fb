import { packageAdvice } from "../../../provider/shims/package-hooks";

describe("a failure of the process that runs our resources", () => {
    it("is explained where it finds no package", () => {
        const failure = "Cannot find module 'pulumi-k3s/provider'\nRequire stack:\n- ";
        expect(packageAdvice(failure)).toContain("main: __dirname");
    });

    it("is left alone where it says itself what to do, or is of another package", () => {
        expect(packageAdvice("No Docker daemon answers at unix:///nowhere.sock")).toBeUndefined();
        expect(packageAdvice("Cannot find module 'dockerode'")).toBeUndefined();
    });
});
