import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { compileFunction } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import * as sdk from "../../../sdk/nodejs";
import { registrationsOf } from "../support/recorded-program";
import { codeBlocks, markdownFiles, repository, textOf } from "./markdown";

jest.setTimeout(60_000);

/** A program of a page, as somebody would copy it. */
interface Sample {
    name: string;
    code: string;
}

/** What a sample that goes on from another one has before it. */
const prelude = 'import * as k3s from "pulumi-k3s";\nconst cluster = new k3s.Cluster("dev");\n';

/** The page about references shows an example, which is run for real. */
const pages = ["README.md", ...markdownFiles(join(repository, "docs"))].filter(
    (page) => page !== "docs/how-to/references.md",
);
const shown: Sample[] = pages.flatMap((page) =>
    codeBlocks(textOf(page), "ts").map((code, index) => ({
        name: `${page}, ${index + 1}`,
        code: code.includes("import ") ? code : prelude + code,
    })),
);
/** A page may show the program of another one. */
const samples = [...new Map(shown.map((sample) => [sample.code, sample])).values()];
const fetches = ({ code }: Sample) => /path: "https?:/.test(code);
const configuration = { "project:mirrorPassword": "secret", "pulumi:tags": "{}" };
const files = {
    "k8s/podinfo/service.yaml": "{apiVersion: v1, kind: Service, metadata: {name: podinfo}}",
    "k8s/crds/namespace.yaml": "{apiVersion: v1, kind: Namespace, metadata: {name: crds}}",
    "k8s/overlays/dev/config.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: app}}",
    "charts/shop/Chart.yaml": "{apiVersion: v2, name: shop, version: 1.0.0}",
    "charts/shop/crds/namespace.yaml": "{apiVersion: v1, kind: Namespace, metadata: {name: crds}}",
};

/** Mocks know no outputs of another stack. */
class OtherStack {
    constructor(private readonly name: string) {}

    requireOutput(): pulumi.Output<string> {
        return new sdk.Cluster(this.name.replaceAll("/", "-")).handle;
    }
}

/** What samples import that is not as they find it when they are run. */
const modules: Record<string, unknown> = {
    "pulumi-k3s": sdk,
    "@pulumi/pulumi": { ...pulumi, StackReference: OtherStack },
};

let folder: string;
let before: string;

beforeAll(() => {
    mkdirSync(join(repository, "build"), { recursive: true });
    folder = mkdtempSync(join(repository, "build/samples-"));
    before = process.cwd();
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    process.chdir(folder);
});

afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
});

it("samples of the documentation have no errors of types", () => {
    const paths = samples.map(({ code }, index) => {
        const path = join(folder, `sample-${index}.ts`);
        writeFileSync(path, code);
        return path;
    });
    const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
        config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson(
        {
            ...config.compilerOptions,
            noUnusedLocals: false,
            paths: { "pulumi-k3s": [join(repository, "sdk/nodejs/index.ts")] },
        },
        repository,
    );
    const found = ts.getPreEmitDiagnostics(ts.createProgram(paths, options)).map(({ file, messageText }) => {
        const sample = samples[paths.indexOf(file?.fileName ?? "")];
        return `${sample?.name ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    expect(found).toEqual([]);
});

it.each(samples.filter((sample) => !fetches(sample)))(
    "$name is a program that registers resources",
    async ({ code }) => {
        const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
        const load = (name: string): unknown => modules[name] ?? jest.requireActual(name);
        const program = compileFunction(outputText, ["require", "exports"]) as (
            require: unknown,
            exports: object,
        ) => void;
        const registered = await registrationsOf(() => program(load, {}), configuration);
        await comesToRest(registered);
        expect(registered.length).toBeGreaterThan(3);
    },
);

/** A Manifest that waits for outputs of others goes on when nothing else is under way. */
async function comesToRest(registered: readonly unknown[]): Promise<void> {
    let before: number;
    do {
        before = registered.length;
        await setTimeout(50);
    } while (registered.length > before);
}
