import { Failure } from "../../provider/failure";
import { entriesOf, later, type Properties } from "../plain-properties";
import { containerTypes, type Rule } from "../policy-rule";

/**
 * Checks kubeconfigs that a program uploads to containers itself. The files that this package writes always have the
 * mode 0600.
 */
export const looseKubeconfigs: Rule = {
    name: "no-loose-kubeconfigs",
    description: "Kubeconfigs in containers are readable by their owner alone.",
    types: containerTypes,
    violations: ({ name, stack, properties }) =>
        entriesOf(properties.uploads)
            .filter(isKubeconfig)
            .map((upload) => ({ file: String(upload.file), mode: modeOf(upload) }))
            .filter(({ mode }) => mode !== undefined && isLoose(mode))
            .map(
                ({ file, mode = "" }) =>
                    new Failure(
                        `The kubeconfig ${file} in the container "${name}" of the stack ${stack} would have the mode ${mode}.`,
                        {
                            why: "anybody who can read it has its user's rights in the cluster",
                            next: 'add permissions: "0600" to the upload, or let k3s.withReferences create it',
                        },
                    ),
            ),
};

const kubeconfigName = /(^|\/)(\.kube\/config|k3s\.yaml|[^/]*kubeconfig(\.(ya?ml|json|conf))?)$/i;
const kubeconfigParts = [/\bkind["']?:\s*["']?Config\b/, /\bclusters["']?:/, /\busers["']?:/];

function isKubeconfig({ file, content, contentBase64 }: Properties): boolean {
    if (typeof file === "string" && kubeconfigName.test(file)) return true;
    const encoded = typeof contentBase64 === "string" ? contentBase64 : "";
    const text = typeof content === "string" ? content : Buffer.from(encoded, "base64").toString();
    return kubeconfigParts.every((part) => part.test(text));
}

/**
 * Returns the mode of an uploaded file, or undefined if it is not known yet. The defaults are those of Pulumi's Docker
 * provider, which lets everybody read the file.
 */
function modeOf({ permissions, executable }: Properties): string | undefined {
    if (permissions === later) return undefined;
    if (typeof permissions === "string" && permissions !== "") return permissions;
    return executable === true ? "0744" : "0644";
}

function isLoose(mode: string): boolean {
    return (parseInt(mode, 8) & ~0o600) !== 0;
}
