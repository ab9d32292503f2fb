import type { CheckResult } from "../../host/plugin";
import type { Json, JsonObject } from "../json";
import { reveal } from "../secrets";

/** What renders YAML talks to no cluster, so it may name none; the ambient kubeconfig is tolerated. */
export function checkConfig(inputs: JsonObject, environment: NodeJS.ProcessEnv = process.env): CheckResult {
    const news = reveal(inputs);
    const failures: { property: string; reason: string }[] = [];
    if (isSet(news.renderYamlToDirectory)) {
        for (const property of ["cluster", "context", "kubeconfig"]) {
            const ambient = property === "kubeconfig" && news.kubeconfig === environment.KUBECONFIG;
            if (isSet(news[property]) && !ambient) {
                failures.push({
                    property,
                    reason: `"${property}" arg is not compatible with "renderYamlToDirectory" arg`,
                });
            }
        }
    } else if (isTrue(news.alwaysRender)) {
        failures.push({
            property: "alwaysRender",
            reason: '"alwaysRender" requires "renderYamlToDirectory" to be set',
        });
    }
    if (isTrue(news.strictMode)) {
        failures.push({ property: "strictMode", reason: "strictMode is not part of this stand-in" });
    }
    return { inputs, failures };
}

function isSet(value: Json | undefined): boolean {
    return typeof value === "string" ? value !== "" : value === true;
}

function isTrue(value: Json | undefined): boolean {
    return value === true || value === "true";
}
