import { leftovers, removeLeftovers } from "../../e2e/support/docker";
import { Program } from "../../e2e/support/program";
import { type BenchContext } from "./bench";
import { command } from "./command";

interface StackOptions {
    /** Puts `node_modules` into the program's folder; else it is a link to the repository's. */
    install?: (folder: string) => Promise<void>;
    /** What its `up` has besides; undefined for what it does not have. */
    environment?: NodeJS.ProcessEnv;
}

/** A program of the benchmarks. Its `up` is the command alone: the Automation API asks for outputs and history besides. */
export class Stack {
    private constructor(
        private readonly program: Program,
        private readonly environment: NodeJS.ProcessEnv,
        private readonly signal: AbortSignal,
    ) {}

    /** @param files those of the program; or the text of `index.ts`, where that is all. */
    static async create(
        project: string,
        files: string | Record<string, string>,
        { signal, defer }: BenchContext,
        { install, environment = {} }: StackOptions = {},
    ): Promise<Stack> {
        // What an engine that was killed had made and not recorded.
        defer(async () => removeLeftovers(await leftovers(project)));
        const all = typeof files === "string" ? { "index.ts": files } : files;
        const program = await Program.create(project, all, "test", install);
        defer(async () => {
            await program.unlock();
            await program.remove();
        });
        return new Stack(program, environment, signal);
    }

    get folder(): string {
        return this.program.folder;
    }

    /** Writes the cluster's kubeconfig, which the program exports, beside the program; its path. */
    async kubeconfig(): Promise<string> {
        return this.program.file("kubeconfig", String((await this.program.outputs()).kubeconfig));
    }

    outputs(): Promise<Record<string, unknown>> {
        return this.program.outputs();
    }

    write(files: Record<string, string>): void {
        this.program.write(files);
    }

    up(): Promise<string> {
        return this.pulumi("up");
    }

    destroy(): Promise<string> {
        return this.pulumi("destroy");
    }

    private pulumi(operation: string): Promise<string> {
        return command("pulumi", [operation, "--yes", "--skip-preview", "--stack", "test"], {
            folder: this.program.folder,
            environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...this.environment },
            signal: this.signal,
        });
    }
}
