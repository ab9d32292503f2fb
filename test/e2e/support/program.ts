import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import { leftovers, removeLeftovers } from "./docker";
import { required } from "./environment";
import { type Step, stepsOf } from "./steps";

const repository = join(__dirname, "../../..");

/** What an operation did, or would do, and all that it printed. */
export interface Outcome {
    steps: Step[];
    output: string;
    /** Of the engine and its plugins: a user can mend each, or it is not to be there. */
    warnings: string[];
}

/** A Pulumi program in a folder of its own, driven through the real engine against the real Docker. */
export class Program {
    private constructor(
        private readonly project: string,
        readonly folder: string,
        private stack: automation.Stack,
        private readonly backend: string,
    ) {}

    /**
     * @param files the program's files by path; `index.ts` is the program.
     * @param install puts `node_modules` into the program's folder; else it is a link to the repository's.
     * @param backend the URL of where its state is; else it is beside that of all tests.
     */
    static async create(
        project: string,
        files: Record<string, string>,
        stackName = "test",
        install: (folder: string) => Promise<void> = link,
        backend = required("PULUMI_BACKEND_URL"),
    ): Promise<Program> {
        const folder = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-`));
        const program = new Program(project, folder, undefined as unknown as automation.Stack, backend);
        program.write({
            "Pulumi.yaml": `name: ${project}\nruntime: nodejs\n`,
            "package.json": `{ "name": "${project}", "private": true }\n`,
            "tsconfig.json": `{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext", "target": "es2023", "strict": true, "skipLibCheck": true } }\n`,
            ...files,
        });
        await install(folder);
        await program.select(stackName);
        await program.clear();
        return program;
    }

    /**
     * Drops what is recorded of a project, for tests on a daemon of their own: when a run is killed, its daemon goes with
     * it, and there is nothing left that could be destroyed.
     */
    static forget(project: string): void {
        const backend = new URL(required("PULUMI_BACKEND_URL")).pathname;
        for (const kind of ["stacks", "locks/organization"]) {
            rmSync(join(backend, ".pulumi", kind, project), { recursive: true, force: true });
        }
    }

    /** Goes on with another stack of the same program. */
    async select(stackName: string): Promise<void> {
        // Type checking a program takes Pulumi seconds each time; a test of the package does it once.
        const envVars = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", PULUMI_BACKEND_URL: this.backend };
        this.stack = await automation.LocalWorkspace.createOrSelectStack(
            { workDir: this.folder, stackName },
            { envVars },
        );
        askNothingAfterRuns(this.stack);
        const images = { image: process.env.K3S_TEST_IMAGE, registryImage: process.env.K3S_TEST_REGISTRY_IMAGE };
        const given = Object.entries(images).flatMap(([name, value]) => (value ? [[`k3s:${name}`, { value }]] : []));
        await this.stack.setAllConfig(Object.fromEntries(given) as automation.ConfigMap);
    }

    async setConfig(name: string, value: string): Promise<void> {
        await this.stack.setConfig(name, { value });
    }

    async setSecret(name: string, value: string): Promise<void> {
        await this.stack.setConfig(name, { value, secret: true });
    }

    /** A run that was killed leaves its stack, and with it containers, to the next one. */
    private async clear(): Promise<void> {
        await this.unlock();
        if (!this.state().includes('"urn"')) return;
        const { name } = this.stack;
        try {
            await this.stack.destroy();
        } catch {
            // A cluster on a kept volume has to answer, and this one may be dead.
            const own = `${this.project}-${name}-`;
            await removeLeftovers((await leftovers(this.project)).filter((its) => its.split(" ")[1]?.startsWith(own)));
            await this.stack.workspace.removeStack(name, { force: true });
            await this.select(name);
        }
    }

    /** An engine that was killed leaves its lock. */
    async unlock(): Promise<void> {
        await this.stack.cancel().catch(() => undefined); // nothing holds it
    }

    write(files: Record<string, string>): void {
        for (const [path, content] of Object.entries(files)) {
            mkdirSync(dirname(join(this.folder, path)), { recursive: true });
            writeFileSync(join(this.folder, path), content);
        }
    }

    /** Writes a file beside the program; its path. */
    file(path: string, content: string): string {
        this.write({ [path]: content });
        return join(this.folder, path);
    }

    unlink(path: string): void {
        rmSync(join(this.folder, path));
    }

    /** Each run of the program prints what it does; a failure throws with that text. */
    async preview(options: automation.PreviewOptions = {}): Promise<Outcome> {
        return this.record((recorder) => this.stack.preview({ ...options, ...recorder }));
    }

    async up(options: automation.UpOptions = {}): Promise<Outcome> {
        return this.record((recorder) => this.stack.up({ ...options, ...recorder }));
    }

    /** What it printed: the engine tells of drift in the display only. */
    async refresh(): Promise<string> {
        return (await this.stack.refresh({ color: "never" })).stdout;
    }

    async destroy(): Promise<Outcome> {
        return this.record((recorder) => this.stack.destroy(recorder));
    }

    async outputs(): Promise<Record<string, unknown>> {
        const outputs = await this.stack.workspace.stackOutputs(this.stack.name);
        return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
    }

    /** The text of the state as it is stored, secrets encrypted: an export by the engine has them in clear. */
    state(): string {
        return readFileSync(this.statePath, "utf8");
    }

    /** Puts a state back that was stored before, as from a backup. */
    restoreState(text: string): void {
        writeFileSync(this.statePath, text);
    }

    private get statePath(): string {
        return join(new URL(this.backend).pathname, ".pulumi/stacks", this.project, `${this.stack.name}.json`);
    }

    async rename(stackName: string): Promise<void> {
        await this.stack.rename({ stackName });
        await this.select(stackName);
    }

    /** Destroys the stack, then removes it and the folder. */
    async remove(): Promise<void> {
        await this.stack.destroy({ remove: true });
        rmSync(this.folder, { recursive: true, force: true });
    }

    private async record(run: (recorder: Recorder) => Promise<unknown>): Promise<Outcome> {
        const events: automation.EngineEvent[] = [];
        let output = "";
        await run({
            onEvent: (event) => events.push(event),
            onOutput: (text) => (output += text),
            color: "never",
        });
        const warnings = events.flatMap(({ diagnosticEvent }) =>
            diagnosticEvent?.severity === "warning" ? diagnosticEvent.message : [],
        );
        return { steps: stepsOf(events), output, warnings };
    }
}

/**
 * Each run tells by its events what it did. The automation API asks the engine for outputs and history as well, by three
 * more commands after each run: an eighth of the processor time of these tests.
 */
function askNothingAfterRuns(stack: automation.Stack): void {
    stack.outputs = () => Promise.resolve({});
    stack.history = () => Promise.resolve([]);
}

function link(folder: string): Promise<void> {
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    return Promise.resolve();
}

interface Recorder {
    onEvent: (event: automation.EngineEvent) => void;
    onOutput: (text: string) => void;
    color: "never";
}
