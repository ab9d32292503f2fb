import { later, type Properties } from "../../../policy/plain-properties";
import { type Rule } from "../../../policy/policy-rule";
import { localClusters } from "../../../policy/rules/local-clusters";
import { looseKubeconfigs } from "../../../policy/rules/loose-kubeconfigs";
import { openPorts } from "../../../policy/rules/open-ports";
import { privilegedContainers } from "../../../policy/rules/privileged-containers";
import { says } from "../../support/says";

const messages = (rule: Rule, properties: Properties, isOurs = true) =>
    rule.violations({ name: "api", stack: "acme/shop/live", isOurs, properties }).map(({ message }) => message);

const refused = (rule: Rule, properties: Properties, isOurs?: boolean) => messages(rule, properties, isOurs).length;

describe("a local cluster", () => {
    it("is refused with what to do", () => {
        expect(messages(localClusters, { cluster: "dev", target: "local" })).toEqual([
            [
                'The cluster "dev" of the stack acme/shop/live would run in Docker.',
                "  a local cluster is for development: it runs on one machine, and its nodes have root's rights there",
                "Next: run pulumi config set k3s:target production, and give the cluster production: { kubeconfig, context }; to develop, use a stack of another name",
            ].join("\n"),
        ]);
    });

    it("is not one in production", () => {
        expect(messages(localClusters, { cluster: "dev", target: "production" })).toEqual([]);
    });
});

describe("a privileged container", () => {
    it.each([
        [true, "run pulumi config set k3s:target production"],
        [false, "leave privileged out"],
    ])("of a cluster (%p) is refused with what to do", (isOurs, advice) => {
        const [message, ...others] = messages(privilegedContainers, { privileged: true }, isOurs);
        expect(message).toMatch(says('container "api" … stack acme/shop/live … privileged.'));
        expect(message).toContain(advice);
        expect(others).toEqual([]);
    });

    it.each([[{}], [{ privileged: false }], [{ privileged: later }]])("is none with %p", (properties) => {
        expect(messages(privilegedContainers, properties)).toEqual([]);
    });
});

describe("a kubeconfig in a container", () => {
    const kubeconfig = "apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n";
    const encoded = Buffer.from(kubeconfig).toString("base64");
    const upload = (upload: Properties) => refused(looseKubeconfigs, { uploads: [upload] }, false);

    it("that others can read is refused with what to do", () => {
        expect(messages(looseKubeconfigs, { uploads: [{ file: "/root/.kube/config" }] })).toEqual([
            [
                'The kubeconfig /root/.kube/config in the container "api" of the stack acme/shop/live would have the mode 0644.',
                "  anybody who can read it has its user's rights in the cluster",
                'Next: add permissions: "0600" to the upload, or let k3s.withReferences create it',
            ].join("\n"),
        ]);
    });

    it.each([
        ["/etc/pulumi-k3s/dev/kubeconfig.yaml", 1],
        ["/app/live.kubeconfig", 1],
        ["/etc/rancher/k3s/k3s.yaml", 1],
        ["/app/config", 0],
        ["/app/make-kubeconfig.sh", 0],
        ["/app/kubeconfigs/readme", 0],
    ])("is told by its name: %s", (file, count) => expect(upload({ file, content: later })).toBe(count));

    it.each([
        [{ content: kubeconfig }, 1],
        [{ content: JSON.stringify({ kind: "Config", clusters: [], users: [] }) }, 1],
        [{ contentBase64: encoded }, 1],
        [{ content: "apiVersion: skaffold/v4\nkind: Config\n" }, 0],
        [{ content: later }, 0],
        [{}, 0],
    ])("is told by what is in it: %p", (content, count) => expect(upload({ file: "/app/it", ...content })).toBe(count));

    it.each([
        ["0600", 0],
        ["600", 0],
        ["0400", 0],
        ["0640", 1],
        ["0604", 1],
        ["0700", 1],
        ["", 1],
        [undefined, 1],
        [later, 0],
    ])("may have the mode %p: %p violations", (permissions, count) => {
        expect(upload({ file: "/root/.kube/config", permissions })).toBe(count);
    });
});

describe("a port of a local cluster", () => {
    it("that the network reaches is refused with what to do", () => {
        expect(messages(openPorts, { ports: [{ internal: 6443, external: 6443, ip: "192.168.1.7" }] })).toEqual([
            [
                'Port 6443 of the container "api" of the stack acme/shop/live would be published on 192.168.1.7.',
                "  anybody who reaches that address reaches the port",
                "Next: leave hostIP out of the node's ports; where the Docker daemon is on another machine, use one on this machine",
            ].join("\n"),
        ]);
    });

    it.each([
        ["127.0.0.1", 0],
        ["127.1.2.3", 0],
        ["::1", 0],
        [later, 0],
        ["0.0.0.0", 1],
        ["::", 1],
        ["127.0.0.1.example", 1],
        ["", 1],
        [undefined, 1],
    ])("on the address %p: %p violations", (ip, count) => {
        expect(refused(openPorts, { ports: [{ internal: 80, ip }] })).toBe(count);
    });

    it("is one of a container of this package", () => {
        expect(refused(openPorts, { ports: [{ internal: 80 }] }, false)).toBe(0);
    });
});
