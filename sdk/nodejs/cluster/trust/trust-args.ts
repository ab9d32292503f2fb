import { readFileSync } from "node:fs";
import { readCertificates, subjectOf } from "../../../../shared/certificates";
import { orAsset } from "../../assets";
import { existingFile, listOf, plain, type Problem, refined, type Rule, rule } from "../../validation";

/** A file with certificates of authorities, by its path. */
const certificateFile: Rule = refined(existingFile, (file: string, path) =>
    certificateProblems(path, readFileSync(file), file),
);

const files = listOf(orAsset(certificateFile, "FileAsset", "StringAsset"));

const host = rule('"host" or a list of PEM files', (value) => value === "host");

/** Whether nodes trust others than those of their image decides what a cluster is made of, so the list has to be known. */
export const trustRule: Rule = plain((value, path, defer) =>
    Array.isArray(value) ? files(value, path, defer) : host(value, path),
);

/** Why a text cannot be what nodes trust. `shown` is what to call it. */
export function certificateProblems(path: string, file: Buffer, shown: string, now = Date.now()): Problem[] {
    const read = readCertificates(file);
    const must = `must be a file with certificates in PEM, but is ${shown}, which`;
    if ("problem" in read) return [{ path, message: `${must} ${read.problem}` }];
    return read.certificates
        .filter(({ validTo }) => Date.parse(validTo) < now)
        .map((expired) => ({
            path,
            message: `must be a file with certificates in PEM that are valid, but is ${shown}, whose "${subjectOf(expired)}" expired on ${new Date(expired.validTo).toISOString().slice(0, 10)}`,
        }));
}
