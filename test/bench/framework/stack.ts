import { leftovers, removeLeftovers } from "../../e2e/support/docker";
import { Program } from "../../e2e/support/program";
import { type BenchContext } from "./bench";
import { command } from "./command";

/** A program of the benchmarks. Its `up` is the command alone: the Automation API asks for outputs and history besides. */
export class Stack {
    private constructor(
        private readonly program: Program,
        private readonly signal: AbortSignal,
    ) {}

    /** @param install puts `node_modules` into the program's folder; else it is a link to the repository's. */
    static async create(
        project: string,
        index: string,
        { signal, defer }: BenchContext,
        install?: (folder: string) => Promise<void>,
    ): Promise<Stack> {
        // What an engine that was killed had made and not recorded.
        defer(async () => removeLeftovers(await leftovers(project)));
        const program = await Program.create(project, { "index.ts": index }, "test", install);
        defer(async () => {
            await program.unlock();
            await program.remove();
        });
        return new Stack(program, signal);
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
            environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
            signal: this.signal,
        });
    }
}
