import { required } from "../../e2e/support/environment";
import { type Bench } from "../framework/bench";
import { command } from "../framework/command";
import { Stack } from "../framework/stack";
import { contentFile, oursProgram, sourceFiles } from "./programs";

/** Adds a release to an existing cluster. */
export const releaseAgainstHelm: Bench = {
    name: "a release",
    unit: "s",
    peerName: "helm upgrade --install --wait",
    goal: 1.15,
    note: "ours is pulumi up that adds a HelmRelease, less one that changes nothing in the same round",
    async prepare(context) {
        const stack = await Stack.create("bench-release", oursProgram, context);
        stack.write({ ...sourceFiles(0), ...contentFile() });
        await stack.up();
        const environment = { KUBECONFIG: await stack.kubeconfig() };
        const helm = (...args: string[]) =>
            command(required("HELM_BINARY"), args, { folder: stack.folder, environment, signal: context.signal });
        const place = ["--namespace", "peer", "--create-namespace"];
        return {
            takenOff: { run: () => stack.up() },
            ours: {
                before: () => stack.write(contentFile({ releases: 1 })),
                run: () => stack.up(),
                after: () => {
                    stack.write(contentFile());
                    return stack.up();
                },
            },
            peer: {
                run: () => helm("upgrade", "--install", "web", "./chart", "--wait", ...place),
                after: () => helm("uninstall", "web", "--namespace", "peer", "--wait"),
            },
        };
    },
};
