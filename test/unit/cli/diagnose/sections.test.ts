import type Docker from "dockerode";
import type {
    CoreV1Event,
    KubernetesObject,
    V1EndpointSlice,
    V1Lease,
    V1Node,
    V1Pod,
    V1Service,
} from "@kubernetes/client-node";
import { type LoggedContainer } from "../../../../provider/cli/diagnose/containers";
import { containerFacts } from "../../../../provider/model/sources/container-facts";
import { containersSection } from "../../../../provider/cli/diagnose/containers-section";
import { endpointsSection } from "../../../../provider/cli/diagnose/endpoints-section";
import { eventsSection } from "../../../../provider/cli/diagnose/events-section";
import { kubernetesSections } from "../../../../provider/cli/diagnose/kubernetes-sections";
import { nodesSection } from "../../../../provider/cli/diagnose/nodes-section";
import { type Objects } from "../../../../provider/cli/diagnose/objects";
import { podsSection } from "../../../../provider/cli/diagnose/pods-section";
import { releasesSection } from "../../../../provider/cli/diagnose/releases-section";
import { servicesSection } from "../../../../provider/cli/diagnose/services-section";
import { failingLogs, unwellPods } from "../../../../provider/cli/diagnose/unwell-pods";
import { versionsSection } from "../../../../provider/cli/diagnose/versions";
import { claimsSection, workloadsSection } from "../../../../provider/cli/diagnose/workloads-section";
import { says } from "../../../support/says";

const now = new Date("2026-01-01T12:00:00Z");
const none: Objects = {
    nodes: { value: [] },
    leases: { value: [] },
    events: { value: [] },
    pods: { value: [] },
    replicaSets: { value: [] },
    deployments: { value: [] },
    statefulSets: { value: [] },
    daemonSets: { value: [] },
    jobs: { value: [] },
    claims: { value: [] },
    storageClasses: { value: [] },
    services: { value: [] },
    endpointSlices: { value: [] },
    releases: { value: [] },
};

/** Objects with these lists, whatever their types say. */
const objects = (lists: Partial<Record<keyof Objects, object>>) => ({ ...none, ...lists }) as unknown as Objects;

describe("versions", () => {
    const own = { package: "1.2.3", node: "22.1.0", machine: "linux x64", address: "unix:///d (from DOCKER_HOST)" };

    it("are told of the engine too", () => {
        const info = { ID: "a", Name: "b", NCPU: 2, MemTotal: 2 ** 31, CgroupVersion: "2", CgroupDriver: "systemd" };
        const engine = { value: { version: { Version: "27.0", ApiVersion: "1.46" }, info } };
        const { text } = versionsSection({ ...own, engine });
        expect(text[0]).toBe("- pulumi-k3s 1.2.3, Node.js 22.1.0");
        expect(text[2]).toContain("engine at unix:///d (from DOCKER_HOST): Docker 27.0, API 1.46, ");
        expect(text[2]).toContain("cgroup v2 by systemd, , 2 CPUs, 2.0 GiB");
    });

    it("are told without it", () => {
        const { text } = versionsSection({ ...own, engine: { problem: "Nobody answers.\nNext: start it" } });
        expect(text[2]).toBe("- engine at unix:///d (from DOCKER_HOST): not known: Nobody answers.");
    });
});

describe("containers", () => {
    const inspected = (state: object, more: object = {}) =>
        containerFacts({
            State: {
                Status: "running",
                ExitCode: 0,
                OOMKilled: false,
                Error: "",
                StartedAt: "T1",
                FinishedAt: "T2",
                ...state,
            },
            RestartCount: 0,
            Config: { Image: "k3s:1", Env: ["DB_PASSWORD=hunter2"], Cmd: ["--token", "hunter3"] },
            HostConfig: {
                PortBindings: { "6443/tcp": [{ HostIp: "127.0.0.1", HostPort: "20000" }] },
                Tmpfs: { "/run": "" },
            },
            NetworkSettings: { Networks: { net: { IPAddress: "172.18.0.2" } } },
            Mounts: [{ Type: "volume", Name: "f".repeat(64), Source: "/x", Destination: "/data", RW: false }],
            ...more,
        } as unknown as Docker.ContainerInspectInfo);
    const server = (state: object, more: object = {}): LoggedContainer => ({
        ...{ name: "shop-server", role: "server", facts: inspected(state, more) },
        log: { value: ["level=error msg=bad", "``` fence", "last"] },
    });

    it("are told of with their logs, and neither environment nor arguments", () => {
        const { text, content, findings } = containersSection({ value: [server({})] }, 2);
        expect(text).toEqual([
            "#### shop-server (server)",
            "",
            "- state: running since T1, restarts by Docker: 0",
            "- image: k3s:1",
            "- ports: 127.0.0.1:20000 to 6443/tcp",
            "- mounts: volume ffffffffffff… at /data, read only, tmpfs at /run",
            "- networks: net 172.18.0.2",
            "",
            "Log:",
            "",
            "````text",
            "(earlier lines that look like errors)",
            "level=error msg=bad",
            "(the last lines)",
            "``` fence",
            "last",
            "````",
            "",
            "",
        ]);
        expect(findings).toEqual([]);
        expect(JSON.stringify(content)).not.toMatch(/hunter/);
    });

    it.each([
        [{ Status: "exited", ExitCode: 1 }, {}, "is stopped, with exit code 1 at T2 (pulumi up starts it)"],
        [
            { Status: "exited", ExitCode: 137, OOMKilled: true },
            {},
            "is stopped, with exit code 137 at T2, killed because its memory was used up (pulumi up starts it)",
        ],
        [{ Status: "created", Error: "port is taken" }, {}, "was never started: port is taken (pulumi up starts it)"],
        [{ Status: "restarting", ExitCode: 2 }, {}, "ends again and again, the last time with exit code 2 at T2"],
        [{ Status: "paused" }, {}, "is paused (docker unpause shop-server)"],
        [{ Health: { Status: "unhealthy" } }, {}, "runs, but its health check fails"],
        [{}, { RestartCount: 3 }, "runs, but was restarted by Docker, 3 times"],
    ])("are found wrong: %j %j", (state, more, expected) => {
        const { findings } = containersSection({ value: [server(state, more)] }, 2);
        expect(findings).toEqual([`container shop-server (server) ${expected}`]);
    });

    it("are told of as far as they are known", () => {
        const silent = {
            name: "shop-agent",
            role: "agent",
            facts: inspected({ Status: "running" }),
            problem: "no answer",
            log: { problem: "none" },
        };
        const { text, findings } = containersSection({ value: [silent] }, 2);
        expect(text.join("\n")).toMatch(says("Not known: no answer\n\n … log … not known: none"));
        expect(findings).toEqual(["there is no server container on this engine"]);
        expect(containersSection({ problem: "Docker is away.\nNext: start it" }, 2)).toMatchObject({
            text: ["", "```text", "Not known: Docker is away.", "Next: start it", "```", ""],
            findings: ["Docker: Docker is away."],
        });
    });
});

describe("nodes", () => {
    const node = (ready: string, more: object = {}) =>
        ({
            metadata: { name: "dev-server" },
            status: {
                conditions: [
                    { type: "DiskPressure", status: "True", reason: "KubeletHasDiskPressure", message: "disk is full" },
                    { type: "Ready", status: ready, reason: "KubeletReady", message: "kubelet says so" },
                ],
                nodeInfo: { kubeletVersion: "v1.34.4+k3s1" },
                addresses: [{ type: "InternalIP", address: "172.18.0.2" }],
            },
            ...more,
        }) as unknown as V1Node;
    const lease = (renewTime: string) =>
        ({ metadata: { name: "dev-server" }, spec: { renewTime } }) as unknown as V1Lease;

    it("are told of with conditions and taints", () => {
        const tainted = node("True", { spec: { taints: [{ key: "a", value: "b", effect: "NoSchedule" }] } });
        const { text, findings } = nodesSection({ value: [tainted] }, { value: [lease("2026-01-01T11:59:55Z")] }, now);
        expect(text).toEqual([
            "- dev-server is ready",
            "  - v1.34.4+k3s1; InternalIP 172.18.0.2",
            "  - conditions: DiskPressure=True KubeletHasDiskPressure, Ready=True KubeletReady",
            "  - taints: a=b:NoSchedule; allocatable: CPU ?, memory ?, pods ?",
        ]);
        expect(findings).toEqual(["node dev-server: DiskPressure=True KubeletHasDiskPressure: disk is full"]);
    });

    it("are found wrong when they are not ready, or were before", () => {
        const findings = (ready: string) =>
            nodesSection({ value: [node(ready)] }, { value: [lease("2026-01-01T11:00:00Z")] }, now).findings[0];
        expect(findings("False")).toBe("node dev-server is not ready: kubelet says so");
        expect(findings("True")).toBe("node dev-server was ready before, but has given no sign of life since");
    });
});

describe("pods", () => {
    const crashed = { exitCode: 3, reason: "Error", finishedAt: "2026-01-01T11:59:00Z" };
    const pod = (name: string, container: object, more: object = {}) =>
        ({
            metadata: { namespace: "shop", name, ownerReferences: [{ kind: "ReplicaSet", name: "web-1", uid: "u1" }] },
            spec: { nodeName: "dev-server" },
            status: {
                phase: "Running",
                containerStatuses: [{ name: "main", image: "web:1", ready: false, restartCount: 4, ...container }],
                ...more,
            },
        }) as unknown as V1Pod;
    const looping = (name: string) =>
        pod(name, {
            state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s restarting" } },
            lastState: { terminated: crashed },
        });
    const event = (type: string, name: string, reason: string) =>
        ({
            type,
            reason,
            message: "it said\nso",
            count: 2,
            lastTimestamp: "2026-01-01T11:58:00Z",
            metadata: {},
            involvedObject: { kind: "Pod", namespace: "shop", name },
        }) as unknown as CoreV1Event;

    it("that are not well are told of with their events and logs", () => {
        const groups = unwellPods([looping("web-1-a")], now);
        const [log] = failingLogs(looping("web-1-a"));
        const logs = log ? [{ ...log, lines: { value: ["no database"] } }] : [];
        const events = { value: [event("Warning", "web-1-a", "BackOff"), event("Normal", "other", "Pulled")] };
        const { text, findings } = podsSection({ value: groups }, events, logs);
        expect(text).toEqual([
            "#### Pod shop/web-1-a",
            "",
            "- container main ended with exit code 3; restarts so far: 4",
            "- node: dev-server",
            "- container main (web:1) waits: CrashLoopBackOff: back-off 40s restarting; restarts: 4; the last run ended with exit code 3 (Error) at 2026-01-01T11:59:00Z",
            "",
            "Events:",
            "",
            "```text",
            "2026-01-01T11:58:00Z 2x BackOff: it said so",
            "```",
            "",
            "Log of container main, the last run:",
            "",
            "```text",
            "no database",
            "```",
            "",
        ]);
        expect(findings).toEqual(["pod shop/web-1-a: container main ended with exit code 3; restarts so far: 4"]);
    });

    it("of one owner are told of by two of them", () => {
        const groups = unwellPods(["c", "a", "b", "d"].map(looping), now);
        const { text, findings, content } = podsSection({ value: groups }, { problem: "none" }, []);
        expect(text.filter((line) => line.startsWith("####"))).toEqual(["#### Pod shop/a", "#### Pod shop/b"]);
        expect(text).toContain("More of ReplicaSet web-1:");
        expect(findings[0]).toMatch(/^pod shop\/a: .* \(and 3 more of ReplicaSet web-1\)$/);
        expect(content).toHaveLength(4);
    });

    it("are not well when they have crashed lately, or are in trouble without a container", () => {
        const ready = { conditions: [{ type: "Ready", status: "True" }] };
        const running = { state: { running: { startedAt: "2026-01-01T11:59:10Z" } }, ready: true };
        const again = pod("again", { ...running, lastState: { terminated: crashed } }, ready);
        const long = { ...crashed, finishedAt: "2026-01-01T09:00:00Z" };
        const withNode = { exitCode: 255, reason: "Unknown", finishedAt: "2026-01-01T11:59:00Z" };
        const scheduled = { type: "PodScheduled", status: "False", message: "0/1 nodes are available" };
        const waiting = pod("waiting", {}, { conditions: [scheduled], containerStatuses: undefined });
        const unwell = unwellPods(
            [
                again,
                pod("long-ago", { ...running, lastState: { terminated: long } }, ready),
                pod("with-its-node", { ...running, lastState: { terminated: withNode } }, ready),
                pod("done", { state: { terminated: { exitCode: 0 } } }, { phase: "Succeeded" }),
                waiting,
            ],
            now,
        );
        expect(
            unwell.flatMap(({ shown }) => shown.map(({ pod: its, why }) => `${its.metadata?.name ?? ""}: ${why}`)),
        ).toEqual([
            "again: container main runs again, but ended with exit code 3 at 2026-01-01T11:59:00Z; restarts so far: 4",
            "waiting: cannot be scheduled: 0/1 nodes are available",
        ]);
        expect(failingLogs(again).map(({ run, previous }) => [run, previous])).toEqual([
            ["the run before", true],
            ["this run", false],
        ]);
    });

    it.each([
        ["waits for its image", { state: { waiting: { reason: "ImagePullBackOff" } } }, []],
        ["ended", { state: { terminated: crashed } }, [["the last run", false]]],
        [
            "ended again",
            { state: { terminated: crashed }, lastState: { terminated: crashed } },
            [
                ["the run before", true],
                ["the last run", false],
            ],
        ],
        ["is not ready", { state: { running: {} } }, [["this run", false]]],
        ["is well", { state: { running: {} }, ready: true }, []],
        ["is done", { state: { terminated: { exitCode: 0 } } }, []],
    ])("have logs of a container that %s", (_, container, expected) => {
        expect(failingLogs(pod("web", container)).map(({ run, previous }) => [run, previous])).toEqual(expected);
    });
});

describe("workloads", () => {
    const deployment = {
        metadata: {
            namespace: "shop",
            name: "web",
            uid: "d",
            generation: 1,
            annotations: { "deployment.kubernetes.io/revision": "1" },
        },
        spec: { replicas: 2 },
        status: { observedGeneration: 1, updatedReplicas: 1, availableReplicas: 1 },
    };
    const claim = (storageClassName: string, phase = "Pending") => ({
        metadata: { namespace: "shop", name: `data-${storageClassName}` },
        spec: { storageClassName },
        status: { phase },
    });

    it("that are not ready are told of, and kinds that are not known", () => {
        const replicaSet = {
            metadata: {
                ...{ namespace: "shop", name: "web-1", uid: "r", ownerReferences: [{ uid: "d" }] },
                annotations: { "deployment.kubernetes.io/revision": "1" },
            },
        };
        const pod = { metadata: { namespace: "shop", name: "web-1-a", ownerReferences: [{ uid: "r" }] }, status: {} };
        const { text, findings, content } = workloadsSection(
            objects({
                deployments: { value: [deployment] },
                replicaSets: { value: [replicaSet] },
                pods: { value: [pod] },
                jobs: { problem: "forbidden" },
            }),
        );
        expect(text).toEqual([
            "- Deployment shop/web: 1 of 2 pods available",
            "  - pod shop/web-1-a: is starting",
            "- Jobs are not known: forbidden",
        ]);
        expect(findings).toEqual(["Deployment shop/web: 1 of 2 pods available"]);
        expect(content).toHaveLength(2);
        expect(workloadsSection(none).text).toEqual(["There are none."]);
    });

    it("claims without a volume are told of with their class", () => {
        const lazy = { metadata: { name: "local-path" }, volumeBindingMode: "WaitForFirstConsumer" };
        const claims = { value: [claim("local-path"), claim("missing"), claim("local-path", "Bound")] };
        expect(claimsSection(objects({ claims, storageClasses: { value: [lazy] } })).findings).toEqual([
            expect.stringMatching(
                says("PersistentVolumeClaim shop/data-local-path: … first pod; … Pending, storage class local-path"),
            ) as string,
            expect.stringMatching(
                says(
                    "PersistentVolumeClaim shop/data-missing: no volume … storage class missing … not exist; … Pending, storage class missing",
                ),
            ) as string,
        ]);
    });
});

describe("services without endpoints", () => {
    const service = (name: string, spec: object) =>
        ({ metadata: { namespace: "shop", name }, spec }) as unknown as V1Service;
    const slice = (name: string, isReady: boolean) =>
        ({
            metadata: { namespace: "shop", labels: { "kubernetes.io/service-name": name } },
            endpoints: [{ addresses: ["10.42.0.9"], conditions: { ready: isReady } }],
        }) as unknown as V1EndpointSlice;
    const selector = { app: "web" };

    it("are told of with why", () => {
        const { findings } = servicesSection(
            objects({
                services: {
                    value: [
                        service("well", { selector }),
                        service("unready", { selector }),
                        service("typo", { selector: { app: "wbe" } }),
                        service("by-hand", {}),
                        service("elsewhere", { type: "ExternalName" }),
                    ],
                },
                endpointSlices: { value: [slice("well", true), slice("unready", false)] },
                pods: {
                    value: [{ metadata: { namespace: "shop", labels: selector } }, { metadata: { labels: selector } }],
                },
            }),
        );
        expect(findings).toEqual([
            expect.stringMatching(says("Service shop/unready: none of 1 pods … app=web … ready")) as string,
            expect.stringMatching(says("Service shop/typo: … no pod … app=wbe … namespace")) as string,
            expect.stringMatching(says("Service shop/by-hand: … no selector … no EndpointSlice")) as string,
        ]);
    });

    it("are not known without EndpointSlices", () => {
        expect(servicesSection(objects({ endpointSlices: { problem: "forbidden" } })).text).toEqual([
            "Not known: forbidden",
        ]);
    });
});

it("Helm releases are told of in their latest revision, from labels alone", () => {
    const record = (name: string, version: string, status: string) =>
        ({
            metadata: { namespace: "shop", labels: { owner: "helm", name, version, status } },
            data: { release: "c2VjcmV0" },
        }) as unknown as KubernetesObject;
    const { text, content, findings } = releasesSection({
        value: [record("web", "9", "superseded"), record("web", "10", "failed"), record("api", "1", "deployed")],
    });
    expect(text).toEqual(["- shop/api: deployed, revision 1", "- shop/web: failed, revision 10"]);
    expect(findings).toEqual(["Helm release shop/web: failed, revision 10"]);
    expect(JSON.stringify(content)).not.toContain("c2VjcmV0");
});

it("warning events are folded, newest last", () => {
    const event = (more: object) =>
        ({
            type: "Warning",
            reason: "Failed",
            message: "m",
            metadata: {},
            involvedObject: { kind: "Node", name: "n" },
            ...more,
        }) as unknown as CoreV1Event;
    const { text } = eventsSection({
        value: [
            event({ lastTimestamp: "2026-01-01T11:00:00Z", count: 3 }),
            event({ eventTime: "2026-01-01T09:00:00.000000Z", reason: "Old" }),
            event({ series: { count: 4, lastObservedTime: "2026-01-01T10:00:00.000000Z" } }),
            event({ type: "Normal" }),
        ],
    });
    expect(text.slice(2, -2)).toEqual([
        "2026-01-01T09:00:00.000000Z Node n: Old: m",
        "2026-01-01T11:00:00Z 7x Node n: Failed: m",
    ]);
});

it("endpoints are told of with the logs of what carries them, a forwarder's once", () => {
    const row = { cluster: "shop/dev/k8s", addresses: ["127.0.0.1:1"], target: "shop/web:80" };
    const { text, findings } = endpointsSection({
        value: {
            endpoints: [
                {
                    row: { ...row, name: "a", via: "api", state: "listening", problem: "no ready pod\nof web" },
                    log: { value: ["forwarded"] },
                },
                {
                    row: { ...row, name: "b", via: "api", state: "failed", problem: "port is taken" },
                    log: { value: ["forwarded"] },
                },
                {
                    row: {
                        ...{ ...row, name: "c", via: "node", state: "stopped" },
                        problem: "is stopped, with exit code 137 at T2",
                    },
                    log: { problem: "gone" },
                },
                { row: { ...row, name: "d", via: "api", state: "stopped" }, log: { value: ["forwarded"] } },
            ],
            problem: "relays are not shown",
        },
    });
    expect(text.filter((line) => line.startsWith("Log of"))).toEqual([
        "Log of the relay of c:",
        "Log of the forwarder:",
    ]);
    expect(text).toContain("not known: gone");
    expect(text).toContain("- relays are not shown");
    expect(text).toContain("- a: no ready pod\n  of web");
    expect(findings).toEqual([
        "endpoint a listens, but: no ready pod",
        "endpoint b has failed: port is taken",
        "endpoint c is stopped, with exit code 137 at T2 (npx pulumi-k3s endpoints start c)",
        "endpoint d is stopped (npx pulumi-k3s endpoints start d)",
    ]);
});

it("a cluster whose API does not answer is told of once", () => {
    const [only, ...others] = kubernetesSections({ problem: "https://h does not answer in time" }, now);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
        content: { problem: "https://h does not answer in time" },
        findings: ["Kubernetes: https://h does not answer in time"],
    });
    expect(only?.text.join("\n")).toMatch(
        /^Not known: https:\/\/h does not answer in time\n\nSo nothing is known of its nodes/,
    );
    const sections = kubernetesSections(
        { value: { server: "https://h", version: "v1", objects: none, unwell: { problem: "late" }, logs: [] } },
        now,
    );
    expect(sections.map(({ name }) => name)).toEqual([
        ...["kubernetes", "nodes", "pods", "workloads", "claims", "services", "releases", "warnings"],
    ]);
    expect(sections[2]?.text).toEqual(["Not known: late"]);
});
