import type { KubernetesObject } from "@kubernetes/client-node";
import { latestRecords, revisionOf, statusOf } from "../../helm/release-records";
import { type Answer } from "./answer";
import { point } from "./markdown";
import { type Section, section } from "./section";

/** The section on Helm releases, each in its latest revision. Needs only the labels of Helm's records. */
export function releasesSection(records: Answer<KubernetesObject[]>): Section {
    return section("releases", "Helm releases", records, (found) => {
        const releases = [...latestRecords(found)]
            .map(([name, record]) => ({ name, revision: revisionOf(record), status: statusOf(record) }))
            .sort((a, b) => a.name.localeCompare(b.name));
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
