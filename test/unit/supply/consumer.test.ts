import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { consumerProgram } from "./consumer-program";
import { repository } from "./published-sources";

jest.setTimeout(300_000);

interface Manifest {
    devDependencies: Record<string, string>;
    peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
/** Types that only those have who build the package. */
const builders = Object.keys(manifest.devDependencies)
    .filter((name) => name.startsWith("@types/") && name !== "@types/node")
    .map((name) => join(repository, "node_modules", name));

const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    skipLibCheck: false,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    // The program's own declarations can name no more than what is exported.
    declaration: true,
    outDir: "out",
};

let folder: string;
let installed: string;
let program: ts.Program;
/** The program's files, and the package's declarations that they reach. */
let files: ts.SourceFile[];

beforeAll(() => {
    mkdirSync(join(repository, "build"), { recursive: true });
    folder = mkdtempSync(join(repository, "build/consumer-"));
    installed = join(folder, "node_modules/pulumi-k3s");
    declareInto(join(installed, "dist"));
    writeFileSync(join(installed, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer" }));
    const sources = ["program.cts", "program.mts"].map((name) => join(folder, name));
    for (const source of sources) writeFileSync(source, consumerProgram);
    program = ts.createProgram(sources, options, consumersHost());
    files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The declarations that are published. */
function declareInto(outDir: string): void {
    const config = ts.readConfigFile(join(repository, "tsconfig.build.json"), (path) => ts.sys.readFile(path));
    const parsed = ts.parseJsonConfigFileContent(config.config, ts.sys, repository);
    ts.createProgram(parsed.fileNames, { ...parsed.options, outDir, emitDeclarationOnly: true }).emit();
}

function consumersHost(): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    const isMissing = (path: string) => builders.some((each) => path === each || path.startsWith(`${each}/`));
    return {
        ...host,
        fileExists: (path) => !isMissing(path) && host.fileExists(path),
        directoryExists: (path) => !isMissing(path) && (host.directoryExists?.(path) ?? true),
    };
}

const described = ({ file, start = 0, messageText }: ts.Diagnostic) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${relative(folder, file?.fileName ?? "")}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
};

it("a program that uses everything compiles, however strict its compiler is", () => {
    // Each file by itself: declarations of Pulumi's packages have errors of their own, which are not for us to mend.
    const found = files.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
        ...(file.isDeclarationFile ? [] : program.getDeclarationDiagnostics(file)),
    ]);
    expect(files.length).toBeGreaterThan(10);
    expect(found.map(described)).toEqual([]);
});

it("the program uses all that the package exports", () => {
    const index = program.getSourceFile(join(installed, "dist/sdk/nodejs/index.d.ts"));
    const checker = program.getTypeChecker();
    const symbol = index && checker.getSymbolAtLocation(index);
    const names = symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !new RegExp(`\\bk3s\\.${name}\\b`).test(consumerProgram))).toEqual([]);
});

it("declarations that a program reaches name no packages but those that it brings itself", () => {
    const peers = Object.keys(manifest.peerDependencies);
    const named = files.flatMap(({ fileName, imports = [] }: ts.SourceFile & { imports?: ts.StringLiteralLike[] }) =>
        fileName.startsWith(installed)
            ? imports.map(({ text }) => ({ text, in: relative(join(installed, "dist"), fileName) }))
            : [],
    );
    const others = named.filter(({ text }) => !text.startsWith(".") && !peers.includes(text));
    expect(others).toEqual([]);
});

it("has nothing in its declarations that is called internal", () => {
    const isInternal = ({ text, fileName }: ts.SourceFile) =>
        fileName.startsWith(installed) && text.includes("@internal");
    expect(files.filter(isInternal).map(({ fileName }) => relative(dirname(installed), fileName))).toEqual([]);
});
