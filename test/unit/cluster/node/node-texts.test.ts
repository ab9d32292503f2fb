import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { entrypointPath } from "../../../../sdk/nodejs/cluster/node/entrypoint";
import { nodeTexts } from "../../../../sdk/nodejs/cluster/node/node-texts";
import { findRegistration as find, recordedProgram, type Registration, valueOf } from "../../support/recorded-program";

const { entrypoints } = nodeTexts;

/** Another version of the package, whose entrypoint is another one. */
function upgrade(): void {
    jest.replaceProperty(nodeTexts, "newest", "next");
    jest.replaceProperty(nodeTexts, "entrypoints", { ...nodeTexts.entrypoints, next: '#!/bin/sh\nexec k3s "$@"\n' });
}

afterEach(() => {
    jest.restoreAllMocks();
});

/** Runs a program in whose state the identity has that version, or none as before there were versions. */
async function withIdentityOf(version: string | undefined, program: () => unknown): Promise<Registration[]> {
    const { registrations } = await recordedProgram(undefined, ({ type, inputs }) =>
        type.endsWith("k3s:Identity") ? { ...inputs, nodeFiles: version, dataKey: keyOf(version, inputs) } : inputs,
    );
    pulumi.runtime.setAllConfig({});
    program();
    await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
    return registrations;
}

/** What the state has of an identity that was created with that version. */
function keyOf(version = "1", { dataKey, earlierDataKeys }: Record<string, unknown>): unknown {
    return (earlierDataKeys as Record<string, unknown> | undefined)?.[version] ?? dataKey;
}

function entrypointIn(registrations: Registration[], name: string): unknown {
    type Uploads = { file: string; content: string }[];
    const uploads = find(registrations, "Container", name).inputs.uploads as Uploads | { value: Uploads };
    return ("value" in uploads ? uploads.value : uploads).find(({ file }) => file === entrypointPath)?.content;
}

const program = (args: ClusterArgs = {}) => new Cluster("dev", { agents: 1, ...args });
const dataKeys = async (args?: ClusterArgs) => find(await withIdentityOf("1", () => program(args)), "Identity").inputs;

describe("a cluster without a volume", () => {
    it.each([[undefined, "1"] as const, ["1", "1"] as const, ["2", "2"] as const])(
        "keeps the node files of its identity (%s) when the package has newer ones",
        async (version, kept) => {
            upgrade();
            const found = await withIdentityOf(version, () => program());
            expect(entrypointIn(found, "dev-server")).toBe(entrypoints[kept]);
            expect(entrypointIn(found, "dev-agent-0")).toBe(entrypoints[kept]);
        },
    );

    it("has the newer ones when its identity was created with them", async () => {
        upgrade();
        const found = await withIdentityOf("next", () => program());
        expect(entrypointIn(found, "dev-server")).toBe(nodeTexts.entrypoints.next);
        expect(entrypointIn(found, "dev-agent-0")).toBe(nodeTexts.entrypoints.next);
    });

    it("has the data key of before for the version of before", async () => {
        const before = await dataKeys();
        upgrade();
        const after = await dataKeys();
        expect(after.earlierDataKeys).toEqual({ ...(before.earlierDataKeys as object), 2: before.dataKey });
        expect(after.dataKey).not.toBe(before.dataKey);
    });

    it("of the first version has nothing more in its containers by default, whatever the package has learnt since", async () => {
        const { inputs } = find(await withIdentityOf("1", () => program()), "Container", "dev-server");
        expect(inputs.envs).toEqual([]);
        expect(inputs).not.toHaveProperty("dns");
    });

    it("leaves an entrypoint alone that a transform put there", async () => {
        const server = { uploads: [{ file: entrypointPath, content: "mine" }] };
        expect(entrypointIn(await withIdentityOf("1", () => program({ transform: { server } })), "dev-server")).toBe(
            "mine",
        );
    });
});

describe("a cluster with a volume", () => {
    it("has the newest node files at once: its data stays", async () => {
        upgrade();
        const found = await withIdentityOf("1", () => program({ dataVolume: true }));
        expect(entrypointIn(found, "dev-server")).toBe(nodeTexts.entrypoints.next);
        expect(entrypointIn(found, "dev-agent-0")).toBe(nodeTexts.entrypoints.next);
    });
});

describe("the agents of another stack", () => {
    const handleOf = async (version: string) => {
        let handle = "";
        await withIdentityOf(version, () => {
            void valueOf(program().handle).then((text) => (handle = text));
        });
        return handle;
    };

    it.each(["1", "2", "next"])("have the node files of the cluster, version %s", async (version) => {
        upgrade();
        const handle = await handleOf(version);
        const found = await withIdentityOf(undefined, () => {
            new AgentPool("more", { cluster: Cluster.get("dev", { handle }), count: 1 });
        });
        expect(entrypointIn(found, "dev-more-0")).toBe(nodeTexts.entrypoints[version]);
    });
});
