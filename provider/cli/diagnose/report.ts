import { type ClusterReport } from "./cluster-report";
import { point } from "./markdown";
import { mark } from "../../redaction/secret-forms";
import { redacted } from "../../redaction/redacted";
import { type Section } from "./section";

export interface Report {
    /** RFC 3339. */
    madeAt: string;
    versions: Section;
    clusters: ClusterReport[];
}

const caution = [
    `Known credentials and what has the form of a secret are replaced by ${mark}. Read the report all the same before you`,
    "pass it on: names and lines of logs are as they were found.",
];

/** Formats a report as Markdown, for people. */
export function markdownReport(report: Report): string {
    const { madeAt, versions, clusters } = report;
    const parts = [
        ["# Report of pulumi-k3s", "", `Made at ${madeAt}.`, "", ...caution],
        ["## Versions", "", ...versions.text],
        ...clusters.flatMap(clusterParts),
    ];
    const text = parts.map((lines) => lines.join("\n").trim()).join("\n\n");
    return `${redacted(text.replaceAll(/\n{3,}/g, "\n\n"), secretsOf(report))}\n`;
}

/** Formats a report as JSON, for programs. Redacts each string separately, so that the result stays valid JSON. */
export function jsonReport(report: Report): string {
    const secrets = secretsOf(report);
    const { madeAt, versions, clusters } = report;
    const content = {
        madeAt,
        versions: versions.content,
        clusters: clusters.map(({ cluster, sections, credentials: { unread } }) => ({
            cluster,
            findings: sections.flatMap(({ findings }) => findings),
            ...Object.fromEntries(sections.map((section) => [section.name, section.content])),
            unreadCredentials: unread,
        })),
    };
    const redact = (_: string, value: unknown) => (typeof value === "string" ? redacted(value, secrets) : value);
    return `${JSON.stringify(content, redact, 2)}\n`;
}

/** Returns the secrets of all clusters, since the endpoints of one cluster may contain text about another. */
function secretsOf({ clusters }: Report): string[] {
    return clusters.flatMap(({ credentials }) => credentials.values);
}

function clusterParts({ cluster, sections, credentials: { unread } }: ClusterReport): string[][] {
    const findings = sections.flatMap((section) => section.findings);
    return [
        [`## Cluster ${cluster}`],
        ["### What is wrong", "", ...(findings.length > 0 ? findings.map(point) : ["Nothing that was looked at."])],
        ...sections.map(({ title, text }) => [`### ${title}`, "", ...text]),
        ...(unread.length > 0
            ? [
                  [
                      "### Credentials that could not be read",
                      "",
                      "They are taken out by their form alone.",
                      "",
                      ...unread.map(point),
                  ],
              ]
            : []),
    ];
}
