import { z } from "zod";
import { untilHealthy } from "../../cli/resources/until-healthy";
import { findResource } from "../../model/select";
import { tool } from "../tool";
import { brief } from "./brief";
import { cluster, name } from "./inputs";

export const wait = tool({
    name: "wait",
    title: "Wait until resources are healthy",
    description:
        "Waits until all of these are healthy, as pulumi up waits. What cannot become so by itself fails at once, with why. A name that nothing has yet is waited for, too. Tells its progress, and can be cancelled; call it again to go on waiting.",
    input: z.strictObject({
        names: z.array(name).min(1).max(20),
        cluster,
        timeoutSeconds: z.int().min(1).max(600).default(45).describe("For how long; many clients give up after 60"),
    }),
    run: async ({ names, cluster, timeoutSeconds }, { session, signal, progress }) => {
        const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1_000)]);
        const tell = (waitsFor: string[]) => progress(waitsFor.join("; "));
        const verdict = await untilHealthy(names, await session.options(cluster), either, tell);
        if (signal.aborted) throw new Error("the wait was cancelled");
        const { resources } = await session.read(cluster).catch(() => ({ resources: [] }));
        return {
            healthy: verdict.isDone && verdict.failures.length === 0,
            ...(verdict.isDone
                ? verdict.failures.length > 0 && { failed: verdict.failures }
                : { notHealthyWithinSeconds: timeoutSeconds, waitsFor: verdict.waitsFor }),
            resources: names.flatMap((each) => findResource(resources, each) ?? []).map(brief),
        };
    },
});
