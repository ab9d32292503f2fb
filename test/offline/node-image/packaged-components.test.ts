import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { text } from "node:stream/consumers";
import { TLSSocket } from "node:tls";

import { expectSoon } from "../../e2e/support/soon";
import { NodesInDocker } from "./nodes-in-docker";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";
const run = `packaged-components-test-${randomBytes(3).toString("hex")}`;
const [server, agent] = [`${run}-server`, `${run}-agent`];
const nodes = new NodesInDocker(image, run);

interface Metrics {
    items: { metadata: { name: string }; usage: { cpu: string; memory: string } }[];
}

async function apply(manifest: string): Promise<void> {
    await nodes.put(server, { "tmp/manifest.yaml": manifest });
    await nodes.kubectl(server, "apply", "--filename=/tmp/manifest.yaml");
}

async function wait(...args: string[]): Promise<void> {
    await nodes.kubectl(server, "wait", "--timeout=120s", ...args);
}

interface Answer {
    status: number | undefined;
    body: string;
    /** Of the certificate. */
    name: string | undefined;
}

/** Asks a node's address for a URL of any host, as a browser does whose DNS leads there. */
function ask(address: string, url: string): Promise<Answer> {
    const { protocol, host, pathname } = new URL(url);
    const isSecure = protocol === "https:";
    return new Promise((resolve, reject) => {
        const to = { host: address, path: pathname, headers: { host }, agent: false as const };
        const request = isSecure ? secure({ ...to, servername: host, rejectUnauthorized: false }) : plain(to);
        request.on("error", reject).on("response", (response) => {
            const { socket } = response;
            const name = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : undefined;
            text(response).then((body) => {
                resolve({ status: response.statusCode, body: body.trim(), name: name?.toString() });
            }, reject);
        });
        request.end();
    });
}

/** What a shell on the server prints when it ends well, for which it has a minute. */
async function until(script: string): Promise<string> {
    return nodes.exec(server, "timeout", "60", "sh", "-c", `until ${script}; do sleep 0.5; done`);
}

jest.setTimeout(180_000);

beforeAll(async () => {
    const start = new Date();
    await nodes.createNetwork();
    await nodes.start(server, { command: ["server"], environment: { K3S_TOKEN: "some" } });
    await nodes.start(agent, {
        command: ["agent"],
        environment: { K3S_URL: `https://${server}:6443`, K3S_TOKEN: "some" },
    });
    await nodes.logged(server, "k3s is up and running");
    await nodes.heartbeat(server, server, start);
    await nodes.heartbeat(server, agent, start);
});
afterAll(() => nodes.remove());

describe("metrics-server", () => {
    beforeAll(async () => {
        await wait("deployment/metrics-server", "--namespace=kube-system", "--for=condition=Available");
        await wait("apiservice/v1beta1.metrics.k8s.io", "--for=condition=Available");
    });

    test("tells what nodes use, as the kubelet of each says", async () => {
        // It asks the kubelets every 15 s.
        await until(`kubectl top node ${agent} >/dev/null 2>&1`);
        const metrics = JSON.parse(
            await nodes.kubectl(server, "get", "--raw=/apis/metrics.k8s.io/v1beta1/nodes"),
        ) as Metrics;
        expect(metrics.items.map(({ metadata }) => metadata.name).sort()).toEqual([agent, server]);
        // A quantity's suffix is the largest that leaves it whole: the same node has 499712Ki, or 488Mi.
        for (const { usage } of metrics.items) expect(usage.memory).toMatch(/^([1-9]\d{4,}Ki|[1-9]\d+Mi)$/);
    });

    test("is asked by kubectl top", async () => {
        expect(await nodes.kubectl(server, "top", "nodes")).toMatch(
            new RegExp(`${server} +\\d+m +\\d+% +\\d+Mi +\\d+%`),
        );
        // A pod is listed once its kubelet has told of it twice, which is not at one time for all of them.
        const coredns = await until("kubectl top pods --namespace=kube-system 2>/dev/null | grep coredns-");
        expect(coredns).toMatch(/^coredns-\S+ +\d+m +\d+Mi/);
    });

    test("lets an autoscaler see that pods use more than they asked for", async () => {
        await apply(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: busy}
spec:
  selector: {matchLabels: {app: busy}}
  template:
    metadata: {labels: {app: busy}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - name: busy
        image: local/pause:1
        command: [/bin/sh, -c, "while :; do :; done"]
        resources: {requests: {cpu: 50m}, limits: {cpu: 100m}}
        volumeMounts:
        - {name: bin, mountPath: /bin}
        - {name: lib, mountPath: /lib}
        - {name: lib64, mountPath: /lib64}
      volumes:
      - {name: bin, hostPath: {path: /bin}}
      - {name: lib, hostPath: {path: /lib}}
      - {name: lib64, hostPath: {path: /lib64}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: busy}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: busy}
  minReplicas: 1
  maxReplicas: 2
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
`);
        await wait("deployment/busy", "--for=jsonpath={.spec.replicas}=2");
        await nodes.kubectl(server, "delete", "horizontalpodautoscaler/busy", "deployment/busy");
    });
});

describe("ingress", () => {
    let addresses: string[];

    /** A web server with files that tell which one it is. */
    const site = (name: string, ...files: string[]) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - name: ${name}
        image: local/pause:1
        command:
        - /bin/sh
        - -c
        - |
          for path in ${files.join(" ")}; do
            mkdir -p "/site\${path%/*}"
            echo "${name} $path" >"/site$path"
          done
          exec /bin/busybox httpd -f -p 8080 -h /site
        readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
        volumeMounts:
        - {name: bin, mountPath: /bin}
        - {name: lib, mountPath: /lib}
        - {name: lib64, mountPath: /lib64}
        - {name: site, mountPath: /site}
      volumes:
      - {name: bin, hostPath: {path: /bin}}
      - {name: lib, hostPath: {path: /lib}}
      - {name: lib64, hostPath: {path: /lib64}}
      - {name: site, emptyDir: {}}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
`;
    const path = (at: string, type: string, service: string, port = "{number: 80}") =>
        `{path: ${at}, pathType: ${type}, backend: {service: {name: ${service}, port: ${port}}}}`;
    const ingress = (name: string, spec: string) =>
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`;

    beforeAll(async () => {
        const ips = ["service", "ingress-stand-in", "--namespace=kube-system"];
        const all = '--output=jsonpath={.status.loadBalancer.ingress[*].ip}{"\\n"}';
        await nodes.watched(server, [...ips, all], (line) => {
            addresses = line.split(" ");
            return addresses.length === 2;
        });
        await apply(
            // Rules lead to files that the other one has not.
            site("one", "/index.html", "/shopping", "/exact/index.html") +
                site("two", "/shop/index.html", "/shop/cart", "/exact") +
                ingress(
                    "sites",
                    `
  rules:
  - host: one.test
    http: {paths: [${path("/", "Prefix", "one", "{name: http}")}, ${path("/shop", "Prefix", "two")}, ${path("/exact", "Exact", "two")}]}
  - host: "*.wild.test"
    http: {paths: [${path("/shop", "Prefix", "two")}]}
  - host: empty.test
    http: {paths: [${path("/", "Prefix", "nothing")}]}
`,
                ) +
                ingress(
                    "foreign",
                    `{ingressClassName: other, rules: [{host: foreign.test, http: {paths: [${path("/", "Prefix", "one")}]}}]}`,
                ),
        );
        await wait("deployment/one", "deployment/two", "--for=condition=Available");
        await wait("ingress/sites", "--for=jsonpath={.status.loadBalancer.ingress[1].ip}");
    });

    test("has the default class, and the addresses of all nodes", async () => {
        const get = [
            "get",
            "ingress",
            "sites",
            "--output=jsonpath={.spec.ingressClassName} {.status.loadBalancer.ingress[*].ip}",
        ];
        expect(await nodes.kubectl(server, ...get)).toBe(`traefik ${addresses.join(" ")}`);
        const foreign = ["get", "ingress", "foreign", "--output=jsonpath={.status}"];
        expect(await nodes.kubectl(server, ...foreign)).toBe('{"loadBalancer":{}}');
    });

    test.each([
        ["one.test", "/", "one /index.html"],
        ["one.test", "/shopping", "one /shopping"],
        ["one.test", "/shop/cart", "two /shop/cart"],
        ["one.test", "/exact", "two /exact"],
        ["one.test", "/exact/", "one /exact/index.html"],
        ["a.wild.test", "/shop/", "two /shop/index.html"],
    ])("%s%s is answered by %s at every node", async (host, at, body) => {
        for (const address of addresses) {
            await expectSoon(async () => {
                expect(await ask(address, `http://${host}${at}`)).toMatchObject({ status: 200, body });
            });
        }
    });

    test.each([
        ["http://a.b.wild.test/shop/", 404, "404 page not found"],
        ["http://a.wild.test/", 404, "404 page not found"],
        ["http://foreign.test/", 404, "404 page not found"],
        ["http://empty.test/", 503, "no available server"],
    ])("%s is refused with %s", async (url, status, body) => {
        await expectSoon(async () => {
            expect(await ask(addresses[0] ?? "", url)).toMatchObject({ status, body });
        });
    });

    test("has the certificate of the Secret that it names, and else one of its own", async () => {
        const request = [
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ];
        const made = execFileSync("openssl", [...request, "-subj", "/CN=secure", "-keyout", "-", "-out", "-"], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        });
        const at = made.indexOf("-----BEGIN CERTIFICATE");
        const [key, cert] = [made.slice(0, at), made.slice(at)].map((pem) => Buffer.from(pem).toString("base64"));
        await apply(
            `
apiVersion: v1
kind: Secret
metadata: {name: secure}
type: kubernetes.io/tls
data: {tls.crt: ${cert ?? ""}, tls.key: ${key ?? ""}}
---
` +
                ingress(
                    "secure",
                    `{tls: [{hosts: [secure.test], secretName: secure}], rules: [{host: secure.test, http: {paths: [${path("/", "Prefix", "one")}]}}]}`,
                ),
        );
        await expectSoon(async () => {
            const [address = ""] = addresses;
            expect(await ask(address, "https://secure.test/")).toEqual({
                status: 200,
                body: "one /index.html",
                name: "secure",
            });
            expect((await ask(address, "https://one.test/")).name).toBe("ingress-stand-in");
        });
    });
});
