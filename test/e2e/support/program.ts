import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import { leftovers, removeLeftovers } from "./docker";
import { required } from "./environment";
import { type Step, stepsOf } from "./steps";

const repository = join(__dirname, "../../..");

/** What an operation changed, or would change, and its output. */
export interface Outcome {
    steps: Step[];
    output: string;
    /** Warnings of the engine and its plugins. Each warning must be one that a user can act on. */
    warnings: string[];
}

/** A Pulumi program in a folder of its own, which runs with the real engine and the real Docker. */
export class Program {
    private constructor(
        private readonly project: string,
        readonly folder: string,
        private stack: automation.Stack,
        private readonly backend: string,
    ) {}

    /**
     * @param files the program's files by path; `index.ts` is the program.
     * @param install installs `node_modules` in the program's folder. By default, it is a link to the repository's.
     * @param backend the URL of its state's backend. By default, it is the one that all tests use.
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
     * Deletes the recorded stacks of a project, for tests with a daemon of their own: that daemon ends with a killed
     * run, so nothing is left to destroy.
     */
    static forget(project: string): void {
        const backend = new URL(required("PULUMI_BACKEND_URL")).pathname;
        for (const kind of ["stacks", "locks/organization"]) {
            rmSync(join(backend, ".pulumi", kind, project), { recursive: true, force: true });
        }
    }

    /** Continues with another stack of the same program. */
    async select(stackName: string): Promise<void> {
        // Pulumi takes seconds to check the types of a program in each run; a test of the package checks them once.
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

    /** Destroys what a killed run left: its stack and its containers. */
    private async clear(): Promise<void> {
        await this.unlock();
        if (!this.state().includes('"urn"')) return;
        const { name } = this.stack;
        try {
            await this.stack.destroy();
        } catch {
            // A cluster with a kept volume has to answer before it can be destroyed, and this one may not run.
            const own = `${this.project}-${name}-`;
            await removeLeftovers((await leftovers(this.project)).filter((its) => its.split(" ")[1]?.startsWith(own)));
            await this.stack.workspace.removeStack(name, { force: true });
            await this.select(name);
        }
    }

    /** Removes the lock that a killed engine left. */
    async unlock(): Promise<void> {
        await this.stack.cancel().catch(() => undefined); // nothing holds it
    }

    write(files: Record<string, string>): void {
        for (const [path, content] of Object.entries(files)) {
            mkdirSync(dirname(join(this.folder, path)), { recursive: true });
            writeFileSync(join(this.folder, path), content);
        }
    }

    /** Writes a file next to the program. Returns its path. */
    file(path: string, content: string): string {
        this.write({ [path]: content });
        return join(this.folder, path);
    }

    unlink(path: string): void {
        rmSync(join(this.folder, path));
    }

    /** Runs a preview. The outcome has the program's output; a failure throws an error with that text. */
    async preview(options: automation.PreviewOptions = {}): Promise<Outcome> {
        return this.record((recorder) => this.stack.preview({ ...options, ...recorder }));
    }

    async up(options: automation.UpOptions = {}): Promise<Outcome> {
        return this.record((recorder) => this.stack.up({ ...options, ...recorder }));
    }

    /** Refreshes the state. Returns the output, because the engine reports drift only there. */
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

    /**
     * Returns the text of the state as it is stored, with encrypted secrets: the engine's export contains them in plain
     * text.
     */
    state(): string {
        return readFileSync(this.statePath, "utf8");
    }

    /** Restores a state that was stored before, as from a backup. */
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
 * Stops the Automation API from asking the engine for outputs and history after each run, with three more commands.
 * They would take an eighth of these tests' CPU time. The events of a run tell what it did.
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
