import { useLanguages } from "../../e2e/support/other-languages";
import { pluginFolder } from "../../e2e/support/plugin";
import { haveNodeImage } from "../cluster/images";
import { type BenchContext } from "../framework/bench";
import { Stack } from "../framework/stack";

export type Language = "typescript" | "python" | "yaml";
type Content = "cluster" | "nothing" | "objects";

const typescript = 'import * as k3s from "pulumi-k3s";\n\nconst cluster = new k3s.Cluster("dev");\n';
const python = 'import pulumi_k3s as k3s\n\ncluster = k3s.Cluster("dev")\n';
const resources = { dev: { type: "k3s:Cluster" } };
const objects = { type: "k3s:Manifest", properties: { cluster: "${dev}", path: "./objects" } };

/**
 * The same programs in each language: one server, a cluster with the objects of a folder, and an empty one that shows
 * the time of the start.
 */
const programs: Record<Language, Record<Content, object>> = {
    typescript: {
        nothing: { "index.ts": "export {};\n" },
        cluster: { "index.ts": typescript },
        objects: { "index.ts": `${typescript}new k3s.Manifest("objects", { cluster, path: "./objects" });\n` },
    },
    python: {
        nothing: { "__main__.py": "" },
        cluster: { "__main__.py": python },
        objects: { "__main__.py": `${python}k3s.Manifest("objects", cluster=cluster, path="./objects")\n` },
    },
    yaml: {
        nothing: {},
        cluster: { resources },
        objects: { resources: { ...resources, objects } },
    },
};

/**
 * Creates a stack of a program in a language, with this checkout's plugin.
 *
 * @param folder the plugin's folder.
 */
export async function stackIn(
    language: Language,
    content: Content,
    project: string,
    context: BenchContext,
    folder = pluginFolder,
): Promise<Stack> {
    await haveNodeImage();
    await context.shared("languages", async () => {
        useLanguages();
        return Promise.resolve();
    });
    const files = programs[language][content];
    const settings = {
        name: project,
        runtime: language === "typescript" ? "nodejs" : language,
        plugins: { providers: [{ name: "k3s", path: folder }] },
        ...(language === "yaml" && files),
    };
    const all = { ...(language !== "yaml" && files), "Pulumi.yaml": JSON.stringify(settings) };
    // Users have no compile cache except the one that the package creates.
    return Stack.create(project, all, context, { environment: { NODE_COMPILE_CACHE: undefined } });
}
