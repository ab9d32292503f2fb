import type { Row } from "./row";
import { withValue } from "./places";

const withCgroupV1 = "--kubelet-arg=fail-cgroupv1=false";
const volume = { source: "data", target: "/srv" };
const port = { containerPort: 80, hostPort: 8080 };

const rows: Row[] = [
    { path: "extraArgs", right: ["-v"], other: [withCgroupV1], wrong: "-v" },
    { path: "extraArgs[0]", right: "-v", other: withCgroupV1, wrong: "--token=x" },
    { path: "environment", right: { A: "1" }, other: { B: "2" }, wrong: { K3S_URL: "x" } },
    { path: "environment.A", right: "1", other: "2", wrong: 1 },
    { path: "labels", right: { disk: "ssd" }, other: { disk: "hdd" }, wrong: { disk: "a b" } },
    { path: "labels.disk", right: "ssd", other: "hdd", wrong: "a b" },
    { path: "taints", right: ["a=b:NoSchedule"], other: ["c=d:NoExecute"], wrong: ["a"] },
    { path: "taints[0]", right: "a=b:NoSchedule", other: "c=d:NoExecute", wrong: "a" },
    { path: "memory", right: "2Gi", other: "4Gi", wrong: "1Mi" },
    { path: "cpus", right: 1, other: 2, wrong: 0 },
    { path: "volumes", right: [volume], other: [{ ...volume, source: "/srv" }], wrong: [{ source: "data" }] },
    { path: "volumes[0]", right: volume, other: { ...volume, target: "/data" }, wrong: { ...volume, target: "srv" } },
    { path: "volumes[0].source", right: "data", other: "/data", wrong: "a b", with: { volumes: [volume] } },
    { path: "volumes[0].target", right: "/srv", other: "/data", wrong: "srv", with: { volumes: [volume] } },
    { path: "volumes[0].readOnly", right: true, other: false, wrong: "no", with: { volumes: [volume] } },
    { path: "ports", right: [port] },
    { path: "ports[0]", right: port },
    { path: "ports[0].containerPort", right: 80, with: { ports: [port] } },
    { path: "ports[0].hostPort", right: 8080, other: 8081, wrong: 0, with: { ports: [port] } },
    { path: "ports[0].protocol", right: "UDP", with: { ports: [port] } },
    { path: "ports[0].hostIP", right: "0.0.0.0", other: "10.0.0.1", wrong: "a", with: { ports: [port] } },
];

/** Each setting of a node, as those of an argument of this name; without one, as arguments themselves. */
export function nodeRows(argument: string, others: object = {}): Row[] {
    return rows.map((row) => ({
        ...row,
        path: argument === "" ? row.path : `${argument}.${row.path}`,
        with: argument === "" ? { ...others, ...row.with } : withValue(others, argument, row.with ?? {}),
    }));
}
