import { leftovers, removeLeftovers } from "../../e2e/support/docker";
import { Program } from "../../e2e/support/program";
import { type BenchContext } from "./bench";
import { command } from "./command";

interface StackOptions {
    /** Installs `node_modules` in the program's folder. By default, it is a link to the repository's. */
    install?: (folder: string) => Promise<void>;
    /** Additional variables for its `up`. An undefined value removes a variable. */
    environment?: NodeJS.ProcessEnv;
}

/**
 * A stack of a benchmark's program. Its `up` runs only the command: the Automation API would also ask for outputs and
 * history.
 */
export class Stack {
    private constructor(
        private readonly program: Program,
        private readonly environment: NodeJS.ProcessEnv,
        private readonly signal: AbortSignal,
    ) {}

    /** @param files the program's files, or the text of `index.ts` if that is the only one. */
    static async create(
        project: string,
        files: string | Record<string, string>,
        { signal, defer }: BenchContext,
        { install, environment = {} }: StackOptions = {},
    ): Promise<Stack> {
        // Removes what a killed engine created and did not record.
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

    /** Writes the kubeconfig that the program exports to a file next to the program. Returns its path. */
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
