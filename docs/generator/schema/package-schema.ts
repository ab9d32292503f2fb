import { exportedFrom } from "../declarations";
import { programsOf } from "../samples";
import { DeclaredTypes } from "./declared-types";
import { exampleUsage, Wording } from "./descriptions";
import { rewordings } from "./elsewhere";
import { languages, metadata, type PackageFile } from "./metadata";

const components = ["Cluster", "AgentPool", "HelmRelease", "HostService", "Manifest", "ServiceEndpoint"];

/** The schema of the components that a file exports, for programs in every language of Pulumi. */
export function packageSchema(file: string, packageFile: PackageFile): object {
    const wording = new Wording(rewordings);
    const types = new DeclaredTypes(new Map(exportedFrom(file).map((its) => [its.name, its])), wording);
    const resources = Object.fromEntries(
        components.map((name) => [`k3s:index:${name}`, componentOf(name, types, wording)]),
    );
    wording.finish();
    return {
        ...metadata(packageFile),
        meta: { moduleFormat: "(.*)", supportPack: true },
        language: languages(packageFile),
        config: {},
        types: types.named,
        provider: {},
        resources,
    };
}

function componentOf(name: string, types: DeclaredTypes, wording: Wording): object {
    const component = types.declaration(name);
    const args = types.declaration(`${name}Args`);
    return {
        isComponent: true,
        description: [
            wording.of(component.documentation.text),
            wording.of(args.documentation.text),
            exampleUsage(component.documentation.examples, programsOf(pageOf(name))),
        ].join("\n\n"),
        inputProperties: { ...types.inputsOf(args), ...(name === "Cluster" ? ofOtherStacks(types) : {}) },
        requiredInputs: types.requiredOf(args),
        properties: types.outputsOf(component),
        required: types.requiredOf(component),
    };
}

/** What `Cluster.get` takes in TypeScript. */
function ofOtherStacks(types: DeclaredTypes): object {
    const { handle } = types.inputsOf(types.declaration("ClusterGetArgs"));
    return { handle };
}

/** The name of the page that has the programs of a component. */
function pageOf(component: string): string {
    return component.replace(/(?<=.)(?=[A-Z])/g, "-").toLowerCase();
}
