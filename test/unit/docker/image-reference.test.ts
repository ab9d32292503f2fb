import {
    byDigest,
    engineImageName,
    fullImageName,
    localhostImageName,
    parseImageReference,
    registryOf,
} from "../../../shared/docker/image-reference";

const digest = `sha256:${"0".repeat(64)}`;

it.each([
    ["app", { repository: "app" }],
    ["rancher/k3s:v1", { repository: "rancher/k3s", tag: "v1" }],
    ["localhost:5000/a/b:1", { registry: "localhost:5000", repository: "a/b", tag: "1" }],
    ["Build/app", { registry: "Build", repository: "app" }],
    [`ghcr.io/a/b:1@${digest}`, { registry: "ghcr.io", repository: "a/b", tag: "1", digest }],
    ["a/B", undefined],
])("%s is %o", (image, reference) => expect(parseImageReference(image)).toEqual(reference));

it.each([
    ["rancher/k3s:v1.36.0-k3s1", "https://index.docker.io/v1/"],
    ["busybox", "https://index.docker.io/v1/"],
    ["docker.io/rancher/k3s", "https://index.docker.io/v1/"],
    ["registry:5000", "https://index.docker.io/v1/"],
    ["ghcr.io/team/k3s:1", "ghcr.io"],
    ["localhost/k3s", "localhost"],
    ["registry:5000/k3s", "registry:5000"],
])("%s is of the registry %s", (image, registry) => expect(registryOf(image)).toBe(registry));

it.each([
    ["app", "docker.io/library/app:latest"],
    ["app:dev", "docker.io/library/app:dev"],
    ["team/app", "docker.io/team/app:latest"],
    ["docker.io/app:1", "docker.io/library/app:1"],
    ["docker.io/team/app:1", "docker.io/team/app:1"],
    ["localhost/app", "localhost/app:latest"],
    ["localhost:5000/app", "localhost:5000/app:latest"],
    ["ghcr.io/team/app:1", "ghcr.io/team/app:1"],
    [`ghcr.io/team/app@${digest}`, `ghcr.io/team/app@${digest}`],
])("%s is %s in containerd", (image, name) => expect(fullImageName(image)).toBe(name));

it.each([
    [`app@${digest}`, `docker.io/library/app@${digest}`],
    [`team/app:dev@${digest}`, `docker.io/team/app@${digest}`],
    [`localhost:5000/app:1@${digest}`, `localhost:5000/app@${digest}`],
    [`localhost:5000/app@${digest}`, `localhost:5000/app@${digest}`],
    ["localhost:5000/app:1", undefined],
])("%s is asked for as %s by a kubelet that goes by the digest", (image, name) => expect(byDigest(image)).toBe(name));

it.each([
    ["app", "localhost/app:latest"],
    ["shop/web:1", "localhost/shop/web:1"],
    ["docker.io/library/app:1", "localhost/app:1"],
    ["quay.io/app:1", "quay.io/app:1"],
    ["localhost/app:1", "localhost/app:1"],
])("%s is %s where Podman built it", (image, name) => expect(localhostImageName(image)).toBe(name));

it.each([
    [undefined, "rancher/k3s:v1"],
    ["docker" as const, "rancher/k3s:v1"],
    ["podman" as const, "docker.io/rancher/k3s:v1"],
])("is told by %s as %s", (engine, name) => expect(engineImageName("rancher/k3s:v1", engine)).toBe(name));
