import { type Branch } from "./tree";

const withoutLogs = new Set<Branch["kind"]>(["stack", "cluster", "namespace", "object"]);

export const hasLogs = ({ kind }: Pick<Branch, "kind">): boolean => !withoutLogs.has(kind);
