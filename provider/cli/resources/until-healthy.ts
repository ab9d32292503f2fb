import { untilAborted } from "../../deadline";
import { GracePeriod } from "../../diagnostics/grace-period";
import { followModel, type ModelOptions } from "../../model/model";
import { type Resource } from "../../model/resource";
import { findResource } from "../../model/select";
import { lineOf } from "./table";

/** How often to look again without a change, since a problem becomes terminal by the passing of time alone. */
const recheckMs = 1_000;

/** The result of a wait. */
export type Verdict = { isDone: false; waitsFor: string[] } | { isDone: true; failures: string[] };

/**
 * Waits until all named resources are healthy, one of them has a terminal failure, or the signal aborts.
 *
 * @param tell is called with the resources that are not healthy yet, whenever these change.
 */
export async function untilHealthy(
    names: string[],
    options: ModelOptions,
    signal: AbortSignal,
    tell: (waitsFor: string[]) => void,
): Promise<Verdict> {
    const end = new AbortController();
    const either = AbortSignal.any([signal, end.signal]);
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    let last: string[] = [];
    void untilAborted(signal).then(() => resolve({ isDone: false, waitsFor: last }));
    const { model, whole } = followModel(options, either);
    const gracePeriod = new GracePeriod();
    const look = () => {
        try {
            const verdict = judge(names, model.store.all(), gracePeriod);
            if (verdict.isDone) {
                resolve(verdict);
                return;
            }
            const isNews = verdict.waitsFor.join("\n") !== last.join("\n");
            last = verdict.waitsFor;
            if (isNews) tell(last);
        } catch (error) {
            // A name means several resources.
            reject(error);
        }
    };
    let timer: NodeJS.Timeout | undefined;
    try {
        await whole;
        look();
        model.store.follow(look, either);
        timer = setInterval(look, recheckMs);
        return await promise;
    } finally {
        clearInterval(timer);
        end.abort();
    }
}

/** Reports whether all named resources are healthy, or one of them has a terminal failure. */
export function judge(names: string[], resources: Resource[], gracePeriod: GracePeriod, nowMs = Date.now()): Verdict {
    const looked = names.map((name) => ({ name, resource: findResource(resources, name) }));
    const open = looked.filter(({ resource }) => resource?.health !== "healthy");
    if (open.length === 0) return { isDone: true, failures: [] };
    const failed = open.filter(
        ({ resource }) => resource && gracePeriod.isOver(resource.id, resource.terminalAfterSeconds, nowMs),
    );
    const tell = ({ name, resource }: (typeof open)[number]) =>
        resource ? lineOf(resource) : `there is no ${name} yet`;
    if (failed.length > 0) return { isDone: true, failures: failed.map(tell) };
    return { isDone: false, waitsFor: open.map(tell) };
}
