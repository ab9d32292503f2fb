import { point } from "./markdown";
import { type Objects } from "./objects";
import { type Section, section, type Told } from "./section";
import { unboundClaims, type UnreadyWorkload, unreadyWorkloads } from "./workloads";

export function workloadsSection(objects: Objects): Section {
    return section("workloads", "Workloads that are not ready", { value: unreadyWorkloads(objects) }, (kinds) => {
        const { text, content, findings } = told(kinds.flatMap(({ unready }) => unready.value ?? []));
        const unknown = kinds.flatMap(({ kind, unready: { problem } }) =>
            problem === undefined ? [] : { kind, problem },
        );
        return {
            text: [...text, ...unknown.map(({ kind, problem }) => point(`${kind}s are not known: ${problem}`))],
            content: [...(content as object[]), ...unknown],
            findings,
        };
    });
}

export function claimsSection(objects: Objects): Section {
    const title = "PersistentVolumeClaims without a volume";
    return section("claims", title, objects.claims, (claims) => told(unboundClaims(claims, objects)));
}

function told(unready: UnreadyWorkload[]): Told {
    const lines = unready.map(({ kind, name, why, pods }) => ({ head: `${kind} ${name}: ${why}`, pods }));
    return {
        text:
            unready.length === 0
                ? ["There are none."]
                : lines.flatMap(({ head, pods }) => [point(head), ...pods.map((pod) => `  ${point(`pod ${pod}`)}`)]),
        content: unready,
        findings: lines.map(({ head }) => head),
    };
}
