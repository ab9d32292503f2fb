import type { CoreV1Event, KubernetesObject, V1EndpointSlice } from "@kubernetes/client-node";
import { type Api } from "../../kubernetes/api";
import { everywhere } from "../../kubernetes/api-paths";
import { type Collection } from "../../kubernetes/follow";
import { type KubernetesObjects } from "../../model/facts";
import { collections, slim } from "../../model/sources/collections";
import { listCollection } from "../../model/sources/kubernetes";
import { type Answer, answerTo, outerLimitMs } from "./answer";

/** What the model has of all namespaces, with all events in place of some, and what Services lead to. */
interface Lists extends Omit<KubernetesObjects, "warnings" | "pulls" | "others"> {
    events: CoreV1Event[];
    endpointSlices: V1EndpointSlice[];
}

export type Objects = { [Kind in keyof Lists]: Answer<Lists[Kind]> };

const wanted: { name: keyof Lists; collection: Collection }[] = [
    ...collections.flatMap(({ name, collection }) =>
        name === "warnings" || name === "pulls" ? [] : { name, collection },
    ),
    { name: "events", collection: { path: everywhere.events, keep: slim } },
    { name: "endpointSlices", collection: { path: everywhere.endpointSlices, keep: slim } },
];

/** All at once, each for itself: a list that cannot be had is no reason to lose the others. */
export async function listObjects(api: Api): Promise<Objects> {
    const answers = await Promise.all(
        wanted.map(async ({ name, collection }): Promise<[string, Answer<KubernetesObject[]>]> => [
            name,
            await answerTo(() => listCollection(api, collection), outerLimitMs),
        ]),
    );
    return Object.fromEntries(answers) as unknown as Objects;
}
