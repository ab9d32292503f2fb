import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { certificatesIn, pemOf } from "../../../../shared/certificates";
import { addedAuthorities, machineAuthorities } from "../../../../shared/host-authorities";
import { type AssetContent } from "../../assets";
import { ArgumentError, existingFile } from "../../validation";
import { type ClusterArgs } from "../arguments/cluster-args";
import { certificateProblems } from "./trust-args";

type CertificateFile = string | AssetContent;

/**
 * Returns the certificates that nodes trust in addition to those of their image, as PEM text; undefined if there are
 * none.
 *
 * @throws ArgumentError if the authorities of this machine cannot be read.
 */
export function trustedCertificates(
    cluster: string,
    trust: ClusterArgs["trust"],
    sources = machineAuthorities(),
): pulumi.Input<string> | undefined {
    if (trust === "host") {
        const found = addedAuthorities(sources);
        if ("problem" in found) throw refusal(cluster, "trust", `is "host", which cannot be read: ${found.problem}`);
        return pemOf(found.added) || undefined;
    }
    if (trust === undefined || trust.length === 0) return undefined;
    // The rules have checked plain values already.
    if (trust.every((file) => typeof file === "string"))
        return joined(trust.map((path) => readFileSync(path, "latin1")));
    const texts = trust.map((given, index) => {
        const file = pulumi.output(given as pulumi.Input<CertificateFile>);
        return file.apply(async (known) => textOf(cluster, `trust[${index}]`, known, await pulumi.isSecret(file)));
    });
    return pulumi.all(texts).apply(joined);
}

/** Returns the text of an Output or an asset, whose content was not known to the rules. */
function textOf(cluster: string, path: string, file: CertificateFile, isHidden: boolean): string {
    if (typeof file !== "string" && "text" in file)
        return checked(cluster, path, Buffer.from(file.text), "a StringAsset");
    const name = typeof file === "string" ? file : file.path;
    const shown = isHidden ? "a file" : name;
    if (existingFile(name, path).length > 0) {
        throw refusal(cluster, path, `must be an existing file, but ${shown} is none`);
    }
    return checked(cluster, path, readFileSync(name), shown);
}

function checked(cluster: string, path: string, content: Buffer, shown: string): string {
    const problems = certificateProblems(path, content, shown);
    if (problems.length > 0) throw new ArgumentError("Cluster", cluster, problems);
    return content.toString("latin1");
}

function joined(texts: string[]): string {
    return pemOf(texts.flatMap(certificatesIn));
}

function refusal(cluster: string, path: string, message: string): ArgumentError {
    return new ArgumentError("Cluster", cluster, [{ path, message }]);
}
