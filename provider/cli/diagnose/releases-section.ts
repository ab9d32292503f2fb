import type { KubernetesObject } from "@kubernetes/client-node";
import { revisionOf, statusOf } from "../../helm/release-records";
import { namespaceOf } from "../../kubernetes/object-name";
import { type Answer } from "./answer";
import { point } from "./markdown";
import { type Section, section } from "./section";

/** Helm's releases, each in its latest revision, from the labels of its records alone. */
export function releasesSection(records: Answer<KubernetesObject[]>): Section {
    return section("releases", "Helm releases", records, (found) => {
        const latest = new Map<string, { name: string; revision: number; status: string }>();
        for (const record of found) {
            const name = `${namespaceOf(record)}/${record.metadata?.labels?.name ?? ""}`;
            const revision = revisionOf(record);
            if ((latest.get(name)?.revision ?? 0) < revision)
                latest.set(name, { name, revision, status: statusOf(record) });
        }
        const releases = [...latest.values()].sort((a, b) => a.name.localeCompare(b.name));
        const line = ({ name, revision, status }: (typeof releases)[number]) =>
            `${name}: ${status}, revision ${revision}`;
        return {
            text: releases.length === 0 ? ["There are none."] : releases.map((release) => point(line(release))),
            content: releases,
            findings: releases
                .filter(({ status }) => status !== "deployed")
                .map((release) => `Helm release ${line(release)}`),
        };
    });
}
