import { docker, kubectl, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { exampleChart } from "./support/example-chart";
import { required, webImage } from "./support/environment";
import { get } from "./support/get";
import { Program } from "./support/program";
import { manifestFile, program, settingsFile } from "./support/quickstart";
import { settling, summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-volume";
const server = `${project}-test-dev-server`;
const keptVolume = `${project}-kept`;

/** The nodes' image under a name of an older version than it is of. */
const olderImage = `${project}/node:v1.20.0-k3s1`;

const agent = `${project}-test-dev-agent-0`;

const nodes = [
    ["dev-server", server],
    ["dev-agent-0", agent],
] as const;

/** Where local-path keeps the volume of a claim. */
const volumeOf = (claim: string) => `/var/lib/rancher/k3s/storage/pvc-*_default_${claim}`;

/** A claim of the default storage class, and a pod that makes it a volume of that node. */
const claimOn = (node: string) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${node}, namespace: default }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
---
apiVersion: v1
kind: Pod
metadata: { name: ${node}, namespace: default }
spec:
  nodeSelector: { kubernetes.io/hostname: ${node} }
  containers: [{ name: web, image: "${webImage}", imagePullPolicy: Never, volumeMounts: [{ name: data, mountPath: /data }] }]
  volumes: [{ name: data, persistentVolumeClaim: { claimName: ${node} } }]
`;

let stack: Program;

/** Something in the cluster that no program knows: it is there as long as the data is. */
function leaveNote(): Promise<string> {
    return kubectl(server, "create", "configmap", "note", "--from-literal=text=kept");
}

function readNote(): Promise<string> {
    return kubectl(server, "get", "configmap", "note", "-o", "jsonpath={.data.text}");
}

/** Writes to a volume of each node. */
async function leaveFiles(): Promise<void> {
    for (const [node, container] of nodes) {
        await docker("cp", stack.file(`${node}.yaml`, claimOn(node)), `${server}:/tmp/claim.yaml`);
        await kubectl(server, "apply", "--filename", "/tmp/claim.yaml");
        await kubectl(server, "wait", "pod", node, "--for=condition=Ready", "--timeout=60s");
        await docker("exec", container, "sh", "-c", `cd ${volumeOf(node)} && echo ${node} > note`);
    }
}

/** What is in the volumes, each read on its node; and whether they are still bound. */
async function readFiles(): Promise<string[]> {
    const phases = await kubectl(server, "get", "pvc", "-o", "jsonpath={.items[*].status.phase}");
    expect(phases).toBe("Bound Bound");
    return Promise.all(
        nodes.map(([node, container]) => docker("exec", container, "sh", "-c", `cat ${volumeOf(node)}/note`)),
    );
}

async function up(cluster: Record<string, unknown>) {
    stack.write(settingsFile({ cluster }));
    const { steps } = await stack.up();
    return summary(steps);
}

async function answers(): Promise<void> {
    const response = await get((await stack.outputs()).url);
    expect(response.status).toBe(200);
}

beforeAll(async () => {
    const files = { "index.ts": program, ...exampleChart(), ...manifestFile("kept") };
    stack = await Program.create(project, { ...files, ...settingsFile({}) });
});

afterAll(async () => {
    await stack.remove();
    await docker("volume", "rm", "--force", keptVolume, `${keptVolume}-agent-0`);
    await docker("rmi", olderImage);
    expect(await leftovers(project)).toEqual([]);
});

describe("a data volume of the stack", () => {
    const base = { dataVolume: true, agents: 1 };

    it("holds the data", async () => {
        await up(base);
        await leaveNote();
        await leaveFiles();
        expect(await up(base)).toEqual([]);
    });

    it("keeps cluster and workloads when the server's container is removed", async () => {
        await docker("rm", "--force", "--volumes", server);
        expect(settling(await up(base))).toEqual([
            "replace Container dev-server",
            "replace NodeIdentity dev-server-node",
            "update ClusterReady dev-ready",
            "update NodeImages dev-server-images",
        ]);
        expect(await readNote()).toBe("kept");
        await answers();
    });

    it("keeps cluster, nodes and their volumes when every container is removed", async () => {
        await docker("rm", "--force", "--volumes", server, agent);
        await up(base);
        expect(await readNote()).toBe("kept");
        expect(await readFiles()).toEqual(["dev-server", "dev-agent-0"]);
        await answers();
    });

    it("keeps them when the server's settings change, and the preview says that nothing inside is replaced", async () => {
        const changed = { ...base, server: { extraArgs: ["--node-label=changed=yes"] } };
        const expected = [
            "replace Container dev-server",
            "update ClusterReady dev-ready",
            "update NodeImages dev-server-images",
        ];
        stack.write(settingsFile({ cluster: changed }));
        expect(summary((await stack.preview()).steps)).toEqual(expected);
        expect(settling(await up(changed))).toEqual(expected);
        expect(await readNote()).toBe("kept");
        await answers();
    });

    it("says where it runs and goes with the stack", async () => {
        expect(await docker("volume", "inspect", "--format", "{{.Name}}", `${project}-test-dev-data`)).toBeTruthy();
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
    });
});

describe("a data volume with a name of its own", () => {
    const base = { dataVolume: keptVolume, agents: 1 };

    it("is made where there is none", async () => {
        await up(base);
        await leaveNote();
    });

    it("is refused to another stack while this one has it", async () => {
        await stack.select("second");
        try {
            expect(await failureOf(stack.up())).toMatch(
                says(`volume "${keptVolume}" (dataVolume) … in use … ${server} … cluster ${project}/test/dev`),
            );
        } finally {
            await stack.destroy();
            await stack.select("test");
        }
        expect(await readNote()).toBe("kept");
    });

    it("survives destroy, which uninstalls what the program made", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([`volume ${keptVolume}`, `volume ${keptVolume}-agent-0`]);
    });

    it("is refused to an older version by what it tells itself, before a server runs on it", async () => {
        await docker("tag", required("K3S_TEST_IMAGE"), olderImage);
        stack.write(settingsFile({ cluster: { ...base, image: olderImage } }));
        expect(await failureOf(stack.up())).toMatch(
            /node dev-server cannot .*from v1\.\d+\.\d+-k3s\d+ to v1\.20\.0-k3s1\./,
        );
        expect(await docker("ps", "--all", "--quiet", "--filter", `name=${project}-`)).toBe("");
        await stack.destroy();
    });

    it("is adopted by a stack without a state: the data is there, and agents join", async () => {
        await stack.select("second");
        await up(base);
        const second = `${project}-second-dev-server`;
        expect(await kubectl(second, "get", "configmap", "note", "-o", "jsonpath={.data.text}")).toBe("kept");
        expect(await kubectl(second, "get", "nodes", "-o", "name")).toBe("node/dev-agent-0\nnode/dev-server");
        await answers();
    });
});
