export { ArgumentError } from "./argument-error";
export { anything, boolean, func, integer, nonBlank, oneOf, port, seconds } from "./basic-rules";
export { checkArguments, relation, type Relation } from "./check-arguments";
export { cidr } from "./cidr-rule";
export { either, listOf, objectOf, optional, plain, recordOf, refined, secret, type RulesOf } from "./compound-rules";
export {
    hasDeferred,
    isDeferred,
    isMap,
    joinedLists,
    mappedEntries,
    mappedList,
    plainValue,
    whenKnown,
} from "./deferred";
export { dnsLabel, dnsSubdomain, imageReference, k3sVersion, portName, volumeName } from "./name-rules";
export {
    absolutePath,
    cpuCount,
    environmentVariable,
    ipAddress,
    labelKey,
    labelValue,
    mebibytes,
    memoryQuantity,
    taint,
} from "./container-rules";
export { ownValue } from "./own-value";
export { existingFile } from "./path-rules";
export type { Problem, Rule } from "./problem";
export { deferrable, rule, text } from "./rule";
export { shownValue } from "./shown-value";
