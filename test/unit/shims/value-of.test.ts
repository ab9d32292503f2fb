import * as pulumi from "@pulumi/pulumi";
import { valueOf } from "../../../provider/shims/value-of";
import { failureOf } from "../support/recorded-program";

it("is that of an output, a secret one too", async () => {
    expect(await valueOf(pulumi.output(Promise.resolve("text")))).toBe("text");
    expect(await valueOf(pulumi.secret("text"))).toBe("text");
});

it("is an error where there is none", async () => {
    await expect(valueOf(pulumi.output(pulumi.unknown as string))).rejects.toThrow("not known yet");
    const failing = pulumi.output(Promise.reject(new Error("no kubeconfig")));
    void failureOf(failing);
    await expect(valueOf(failing)).rejects.toThrow("no kubeconfig");
});
