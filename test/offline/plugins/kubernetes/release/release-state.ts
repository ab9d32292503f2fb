import { unknown } from "../../host/plugin";
import { type JsonObject, objectAt, textAt, without } from "../json";
import { reveal, secret } from "../secrets";
import { mergeValues } from "./release-inputs";
import { resourceNames } from "./resource-names";
import { revisionOf } from "./stored-release";

const inputsKey = "__inputs";

/** The inputs, completed by what Helm stored. All inputs together are a secret of the state. */
export function releaseState(inputs: JsonObject, stored: JsonObject): JsonObject {
    const metadata = objectAt(stored, "chart", "metadata");
    return {
        ...inputs,
        values: mergeValues(objectAt(inputs, "values"), objectAt(stored, "config")),
        version: textAt(metadata, "version"),
        resourceNames: resourceNames(textAt(stored, "manifest")),
        status: {
            appVersion: textAt(metadata, "appVersion"),
            chart: textAt(metadata, "name"),
            name: textAt(stored, "name"),
            namespace: textAt(stored, "namespace"),
            revision: revisionOf(stored),
            status: textAt(stored, "info", "status"),
            version: textAt(metadata, "version"),
        },
        [inputsKey]: secret(inputs),
    };
}

export function previewState(inputs: JsonObject): JsonObject {
    return { ...inputs, resourceNames: unknown, status: unknown, [inputsKey]: secret(inputs) };
}

/** The state without the copy of the inputs. */
export function outputsOf(state: JsonObject): JsonObject {
    return without(reveal(state), inputsKey);
}
