import type { V1Pod } from "@kubernetes/client-node";

/**
 * A closed gate. A controller opens it, and may take its time. The pod does not tell whether that controller exists, so
 * the gate is reported, and the wait continues until the deadline.
 */
interface GateProblem {
    message: string;
    next: string;
}

/** Returns what keeps a pod from being scheduled. */
export function schedulingGateProblem({ spec }: V1Pod): GateProblem {
    const gates = (spec?.schedulingGates ?? []).map(({ name }) => name);
    return {
        message: `waits for its ${plural("scheduling gate", gates.length)} ${gates.join(", ")} to be removed`,
        next: `check whether the controller that removes ${gates.join(", ")} runs in the cluster; if there is none, remove the gate from schedulingGates`,
    };
}

/**
 * Returns what keeps a pod with ready containers from being ready, or undefined when it has no readiness gates, or all
 * are open.
 */
export function readinessGateProblem({ spec, status }: V1Pod): GateProblem | undefined {
    const conditions = status?.conditions ?? [];
    if (!conditions.some(({ type, status }) => type === "ContainersReady" && status === "True")) return undefined;
    const shut = (spec?.readinessGates ?? []).flatMap(({ conditionType }) => {
        const condition = conditions.find(({ type }) => type === conditionType);
        if (condition?.status === "True") return [];
        const why = condition
            ? (condition.message ?? condition.reason ?? `is ${condition.status}`)
            : "nobody has set it";
        return [{ gate: conditionType, told: `${conditionType} (${why})` }];
    });
    if (shut.length === 0) return undefined;
    const gates = shut.map(({ gate }) => gate).join(", ");
    return {
        message: `its containers are ready, but not its ${plural("readiness gate", shut.length)} ${shut.map(({ told }) => told).join(", ")}`,
        next: `check whether the controller that sets the condition ${gates} runs in the cluster; if there is none, remove the gate from readinessGates`,
    };
}

function plural(word: string, count: number): string {
    return count === 1 ? word : `${word}s`;
}
