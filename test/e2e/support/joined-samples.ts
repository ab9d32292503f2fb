import { parse, stringify } from "yaml";

/** A program in the documentation. */
export interface Sample {
    name: string;
    text: string;
}

/**
 * Joins all samples of a language into one program's files. The names of resources get the sample's name as a prefix.
 */
export type Joined = (samples: Sample[]) => Record<string, string>;

const component = "[A-Z]\\w*";

/** Runs each sample unchanged, as a module of its own. */
export const joinedPython: Joined = (samples) => ({
    ...Object.fromEntries(
        samples.map(({ name, text }) => [
            `samples/${name}.py`,
            text.replaceAll(new RegExp(`(k3s\\.${component}\\(\\s*")`, "g"), `$1${name}-`),
        ]),
    ),
    "__main__.py": ["import runpy", ...samples.map(({ name }) => `runpy.run_path("samples/${name}.py")`)].join("\n"),
});

/**
 * Makes each sample a function of one package, which `pulumi.Run` calls. A package for each sample would take long to
 * compile.
 */
export const joinedGo: Joined = (samples) => {
    const named = samples.map(({ name, text }) => ({ name, run: `run_${name.replaceAll("-", "_")}`, text }));
    return {
        ...Object.fromEntries(
            named.map(({ name, run, text }) => [
                `${run}.go`,
                text
                    .replace("func main() {\n\tpulumi.Run(func(", `func ${run}(`)
                    .replace(/\n\t\}\)\n\}\n$/, "\n}\n")
                    .replaceAll(new RegExp(`(k3s\\.New${component}\\(ctx, ")`, "g"), `$1${name}-`),
            ]),
        ),
        "main.go": [
            "package main",
            'import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
            "func main() {",
            "pulumi.Run(func(ctx *pulumi.Context) error {",
            `for _, run := range []pulumi.RunFunc{${named.map(({ run }) => run).join(", ")}} {`,
            "if err := run(ctx); err != nil { return err }",
            "}",
            "return nil",
            "})",
            "}",
        ].join("\n"),
    };
};

interface YamlProgram {
    config?: object;
    resources: Record<string, { name?: string }>;
    outputs?: object;
}

/** Merges all samples into one program. */
export const joinedYaml: Joined = (samples) => {
    const all = { config: {}, resources: {} };
    for (const { name, text } of samples) {
        const { config = {}, resources } = parse(text) as YamlProgram;
        for (const [key, resource] of Object.entries(resources)) {
            // References use the key.
            const moved = JSON.stringify(resource).replaceAll(/\$\{([\w-]+)/g, (reference, its: string) =>
                its in resources ? `\${${name}-${its}` : reference,
            );
            Object.assign(all.resources, {
                [`${name}-${key}`]: { ...(JSON.parse(moved) as object), name: `${name}-${resource.name ?? key}` },
            });
        }
        Object.assign(all.config, config);
    }
    return { "Pulumi.yaml": stringify(all) };
};
