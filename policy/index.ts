import { RunError } from "@pulumi/pulumi";
import { Failure } from "../provider/failure";

/** Pulumi calls this function when it loads the package, and uses the policy pack that the function creates. */
export = async function createPack(): Promise<void> {
    const { PolicyPack } = await import("@pulumi/policy").catch((error: unknown) => {
        throw new RunError(
            new Failure("The policy pack of pulumi-k3s needs the npm package @pulumi/policy.", {
                why: (error as Error).message,
                next: "run npm install --save-dev @pulumi/policy in the program's folder",
            }).message,
        );
    });
    const { policies } = await import("./policies.js");
    new PolicyPack("pulumi-k3s", { enforcementLevel: "mandatory", policies });
};
