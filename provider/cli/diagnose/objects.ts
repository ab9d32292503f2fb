import type { CoreV1Event, KubernetesObject, V1EndpointSlice } from "@kubernetes/client-node";
import { type Api } from "../../kubernetes/api";
import { everywhere } from "../../kubernetes/api-paths";
import { type Collection } from "../../kubernetes/follow";
import { type KubernetesObjects } from "../../model/facts";
import { collections, slim } from "../../model/sources/collections";
import { listCollection } from "../../model/sources/kubernetes";
import { type Answer, answerTo, outerLimitMs } from "./answer";

/** The objects of the model, with all events in place of some, and with the EndpointSlices of Services. */
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

/** Lists all objects at the same time. A list that fails does not affect the others. */
export async function listObjects(api: Api): Promise<Objects> {
    const answers = await Promise.all(
        wanted.map(async ({ name, collection }): Promise<[string, Answer<KubernetesObject[]>]> => [
            name,
            await answerTo(() => listCollection(api, collection), outerLimitMs),
        ]),
    );
    return Object.fromEntries(answers) as unknown as Objects;
}
