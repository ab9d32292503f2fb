import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { type EngineEvent } from "@pulumi/pulumi/automation";
import { docker, leftovers } from "../../e2e/support/docker";
import { required } from "../../e2e/support/environment";
import { Program } from "../../e2e/support/program";
import { filesWith, processTexts, type Secrets, secretsIn } from "./exposure";
import { note } from "./note";

const eventLog = "events.jsonl";
const run = promisify(execFile);

/** A program under Pulumi's command line, which keeps all that it prints and all that processes of the machine show meanwhile. */
export class WatchedProgram {
    private readonly since = Date.now();
    private readonly ambient = process.env.PULUMI_K3S_HOME;
    /** Everybody may look into it, so that the rights of the home below it are what is tried. */
    readonly open: string;
    readonly home: string;
    secrets: Secrets = {};
    private readonly printed: string[] = [];
    private readonly processes = new Set<string>();
    private program: Program | undefined;

    constructor(readonly project: string) {
        this.open = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-home-`));
        this.home = join(this.open, "home");
        chmodSync(this.open, 0o755);
    }

    get stack(): Program {
        if (this.program === undefined) throw new Error("There is no stack yet.");
        return this.program;
    }

    async create(files: Record<string, string>): Promise<void> {
        process.env.PULUMI_K3S_HOME = this.home;
        this.program = await Program.create(this.project, files);
    }

    /** Pulumi's command line. */
    async pulumi(...args: string[]): Promise<void> {
        const ended = new AbortController();
        const command = run("pulumi", [...args, "--stack", "test", "--event-log", eventLog], {
            cwd: this.stack.folder,
            env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
            maxBuffer: 64 * 1024 * 1024,
        })
            .catch((error: unknown) => {
                throw new Error((error as { stdout: string }).stdout);
            })
            .finally(() => ended.abort());
        while (!ended.signal.aborted) {
            for (const text of processTexts()) this.processes.add(text);
            await delay(50);
        }
        const { stdout, stderr } = await command;
        this.printed.push(stdout, stderr, ...this.takeEvents());
    }

    /** The event log, but for the answers of the engine that Pulumi's SDK prints there for its own debugging. */
    private takeEvents(): string[] {
        const path = join(this.stack.folder, eventLog);
        const events = readFileSync(path, "utf8").split("\n").filter(Boolean);
        rmSync(path);
        // The types do not know that there is one of its own for debugging.
        const severityOf = (event: string): string | undefined =>
            (JSON.parse(event) as EngineEvent).diagnosticEvent?.severity;
        return events.filter((event) => severityOf(event) !== "debug");
    }

    /** Notes the secrets of the stack's cluster beside those that were planted in it. */
    async noteSecrets(planted: Secrets): Promise<void> {
        const server = `${this.project}-test-dev-server`;
        const inServer = (name: string) => docker("exec", server, "cat", `/etc/rancher/pulumi-k3s/${name}`);
        const kubeconfig = readFileSync(String((await this.stack.outputs()).kubeconfigPath), "utf8");
        const key = /client-key-data: (\S+)/.exec(kubeconfig)?.[1] ?? "";
        this.secrets = {
            "the server token": await inServer("token"),
            "the agent token": await inServer("agent-token"),
            "the private key": Buffer.from(key, "base64").toString(),
            ...planted,
        };
    }

    /** Expects no secret in what Pulumi printed, in its event log, and in arguments and environment of any process. */
    expectNoneTold(): void {
        note(`${this.processes.size} texts of processes`);
        expect(this.processes.size).toBeGreaterThan(50);
        expect(this.secretsIn([...this.processes].join("\n"))).toEqual([]);
        expect(this.secretsIn(this.printed.join("\n"))).toEqual([]);
    }

    secretsIn(text: string): string[] {
        return secretsIn(text, this.secrets);
    }

    /** The files of the user and of Pulumi that hold a secret, the state among them: each with its mode and the secrets' names. */
    filesWithSecrets(): string[] {
        const { pathname } = new URL(required("PULUMI_BACKEND_URL"));
        const ofUser = [".pulumi", ".docker", ".kube", ".config", ".cache/helm", ".npm/_logs"];
        const searched = [tmpdir(), join(pathname, ".pulumi"), ...ofUser.map((name) => join(homedir(), name))];
        const findings = filesWith(this.secrets, searched, this.since).map(({ path, mode, secrets }) => {
            const where = [this.home, this.stack.folder].reduce((text, folder) => text.replace(`${folder}/`, ""), path);
            return `${where.replace(/[0-9a-f]{12}/, "<hash>")}, ${mode.toString(8)}: ${secrets.join(", ")}`;
        });
        return findings.sort();
    }

    async remove(): Promise<void> {
        await this.stack.remove();
        expect(await leftovers(this.project)).toEqual([]);
        rmSync(this.open, { recursive: true });
        if (this.ambient === undefined) delete process.env.PULUMI_K3S_HOME;
        else process.env.PULUMI_K3S_HOME = this.ambient;
    }
}
