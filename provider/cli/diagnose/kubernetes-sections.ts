import { type Answer } from "./answer";
import { eventsSection } from "./events-section";
import { type KubernetesAnswers } from "./kubernetes";
import { firstLine, point } from "./markdown";
import { nodesSection } from "./nodes-section";
import { podsSection } from "./pods-section";
import { releasesSection } from "./releases-section";
import { type Section, section } from "./section";
import { servicesSection } from "./services-section";
import { claimsSection, workloadsSection } from "./workloads-section";

const missing = "So nothing is known of its nodes, pods, events, workloads, claims, services and Helm releases.";

/** The sections on the content of a cluster. If its API server does not answer, a single section that says so. */
export function kubernetesSections(answers: Answer<KubernetesAnswers>, now: Date): Section[] {
    const api = section("kubernetes", "Kubernetes", answers, ({ server, version }) => ({
        text: [point(`${version} at ${server}`)],
        content: { server, version },
        findings: [],
    }));
    if (answers.problem !== undefined) {
        const finding = `Kubernetes: ${firstLine(answers.problem)}`;
        return [{ ...api, text: [...api.text, "", missing], findings: [finding] }];
    }
    const { objects, unwell, logs } = answers.value;
    return [
        api,
        nodesSection(objects.nodes, objects.leases, now),
        podsSection(unwell, objects.events, logs),
        workloadsSection(objects),
        claimsSection(objects),
        servicesSection(objects),
        releasesSection(objects.releases),
        eventsSection(objects.events),
    ];
}
