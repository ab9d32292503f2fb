import { docker, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-version";
/** The same image under names that say other versions: what is tested is what the graph makes of them. */
const older = `${project}/node:v1.33.1-k3s1`;
const newer = `${project}/node:v1.34.0-k3s1`;

let stack: Program;

function clusterProgram(image: string): Record<string, string> {
    return {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            new k3s.Cluster("dev", { dataVolume: true, image: "${image}" });
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
        stack.write(clusterProgram(newer));
        const { steps } = await stack.up();
        expect(summary(steps)).toEqual([
            "replace Container dev-server",
            "replace RemoteImage dev",
            "update ClusterReady dev-ready",
            "update NodeIdentity dev-server-node",
        ]);
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
