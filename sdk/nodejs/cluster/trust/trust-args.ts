import { readFileSync } from "node:fs";
import { readCertificates, subjectOf } from "../../../../shared/certificates";
import { orAsset } from "../../assets";
import { existingFile, listOf, plain, type Problem, refined, type Rule, rule } from "../../validation";

/** Accepts the path of a file with certificates of authorities. */
const certificateFile: Rule = refined(existingFile, (file: string, path) =>
    certificateProblems(path, readFileSync(file), file),
);

const files = listOf(orAsset(certificateFile, "FileAsset", "StringAsset"));

const host = rule('"host" or a list of PEM files', (value) => value === "host");

/** The list has to be known at construction, because it decides which files the nodes and caches have. */
export const trustRule: Rule = plain((value, path, defer) =>
    Array.isArray(value) ? files(value, path, defer) : host(value, path),
);

/** Returns why nodes cannot trust the certificates of a file. `shown` names the file in the message. */
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
