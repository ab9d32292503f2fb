import { docker, kubectl, leftovers } from "./support/docker";
import { required, webImage } from "./support/environment";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { workload } from "./support/objects";

jest.setTimeout(300_000);

const project = "e2e-version";
const server = `${project}-test-dev-server`;
/** The same image under names that say other versions: what is tested is what the graph makes of them. */
const older = `${project}/node:v1.33.1-k3s1`;
const newer = `${project}/node:v1.34.0-k3s1`;

/** Something that the program makes, which runs. */
const web = workload({ name: "web", image: webImage });

let stack: Program;

/** What tells one object from another of its name, and something that no program knows. */
function inside(): Promise<string[]> {
    const uid = "jsonpath={.metadata.uid}";
    return Promise.all([
        kubectl(server, "get", "deployment", "web", "-o", uid),
        kubectl(server, "get", "configmap", "note", "-o", "jsonpath={.data.text}"),
    ]);
}

function clusterProgram(image: string): Record<string, string> {
    return {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev", { dataVolume: true, image: "${image}", images: ["${webImage}"] });
            new k3s.Manifest("web", { cluster, yaml: ${JSON.stringify(web)} });
        `,
    };
}

beforeAll(async () => {
    const image = required("K3S_TEST_IMAGE");
    await Promise.all([docker("tag", image, older), docker("tag", image, newer)]);
    stack = await Program.create(project, clusterProgram(older));
});

afterAll(async () => {
    await stack.remove();
    await docker("rmi", older, newer);
    expect(await leftovers(project)).toEqual([]);
});

describe("the version of a cluster with a data volume", () => {
    it("goes forward, and keeps the data", async () => {
        await stack.up();
        await kubectl(server, "create", "configmap", "note", "--from-literal=text=kept");
        const before = await inside();
        expect(before[1]).toBe("kept");

        // Nothing that is inside the cluster is among them.
        const expected = [
            "replace Container dev-server",
            "replace RemoteImage dev",
            "update ClusterReady dev-ready",
            "update NodeIdentity dev-server-node",
            "update NodeImages dev-server-images",
        ];
        stack.write(clusterProgram(newer));
        expect(summary((await stack.preview()).steps)).toEqual(expected);
        expect(summary((await stack.up()).steps)).toEqual(expected);
        expect(await docker("inspect", "--format", "{{.Config.Image}}", server)).toBe(newer);
        expect(await inside()).toEqual(before);
        await kubectl(server, "rollout", "status", "deployment", "web", "--timeout=60s");
    });

    it("does not go back: the preview fails and says why", async () => {
        stack.write(clusterProgram(older));
        await expect(stack.preview()).rejects.toThrow(
            /dev-server cannot go back from v1\.34\.0-k3s1 to v1\.33\.1-k3s1[\s\S]*Next: set version to/,
        );
        stack.write(clusterProgram(newer));
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
