import { parseImageReference } from "../../../shared/docker/image-reference";
import { text } from "./rule";

const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
const labelPattern = new RegExp(`^${label}$`);
const subdomainPattern = new RegExp(`^${label}(?:\\.${label})*$`);

/** Kubernetes' rule for the name of a namespace or Service (RFC 1123 label). */
export const dnsLabel = text(
    'a DNS label (1 to 63 of a-z, 0-9 and "-", with a letter or digit first and last)',
    (value) => value.length <= 63 && labelPattern.test(value),
);

/** Kubernetes' rule for most other names (RFC 1123 subdomain). */
export const dnsSubdomain = text(
    'DNS labels joined by "." (a-z, 0-9 and "-", each with a letter or digit first and last, at most 253 in all)',
    (value) => value.length <= 253 && subdomainPattern.test(value),
);

/** The name of a container's or Service's port, which Kubernetes calls an IANA service name. */
export const portName = text(
    'a port name (1 to 15 of a-z, 0-9 and single "-", at least one letter, not at either end a "-")',
    (value) => value.length <= 15 && labelPattern.test(value) && /[a-z]/.test(value) && !value.includes("--"),
);

/** A version of K3s. Its "+" is a "-" in image tags and here. */
export const k3sVersion = text('a K3s version such as "v1.34.4-k3s1"', (value) =>
    /^v\d+\.\d+\.\d+(?:-rc\d+)?-k3s\d+$/.test(value),
);

/** An image as Docker writes it: `[registry[:port]/]repository[:tag][@digest]`. */
export const imageReference = text(
    'an image reference such as "rancher/k3s:v1.34.4-k3s1"',
    (value) => parseImageReference(value) !== undefined,
);

/** Docker's rule for the name of a volume. */
export const volumeName = text('a volume\'s name (2 or more letters, digits, ".", "_" and "-")', (value) =>
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(value),
);
