import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs the real Helm to find the values that a chart without defaults gets. */
export class HelmTemplate {
    private readonly folder = mkdtempSync(join(tmpdir(), "helm-template-"));
    private readonly chart = join(this.folder, "chart");
    private files = 0;

    constructor() {
        mkdirSync(join(this.chart, "templates"), { recursive: true });
        writeFileSync(join(this.chart, "Chart.yaml"), "apiVersion: v2\nname: values\nversion: 1.0.0\n");
        // As base64, so that no text can end or change the document.
        writeFileSync(
            join(this.chart, "templates", "values.yaml"),
            "kind: ConfigMap\napiVersion: v1\nmetadata: {name: values}\ndata: {values: {{ .Values | toJson | b64enc }}}\n",
        );
    }

    /** Writes a new values file. Returns its path. */
    file(content: string | Uint8Array): string {
        const path = join(this.folder, `values-${this.files++}.yaml`);
        writeFileSync(path, content);
        return path;
    }

    /** Returns the values, or undefined if Helm refuses the input. */
    async values(valuesFiles: string[], set: string[]): Promise<unknown> {
        const args = [...valuesFiles.flatMap((path) => ["-f", path]), ...set.flatMap((entry) => ["--set", entry])];
        const helm = process.env.HELM_BINARY ?? "helm";
        try {
            const { stdout } = await promisify(execFile)(helm, ["template", "x", this.chart, ...args], {
                maxBuffer: 2 ** 26,
            });
            const encoded = /\{values: (.*)\}/.exec(stdout)?.[1] ?? "";
            return JSON.parse(Buffer.from(encoded, "base64").toString());
        } catch (error) {
            const { stderr } = error as { stderr?: string };
            if (stderr && /failed (parsing --set|to parse)|unable to (build|parse)/.test(stderr)) return undefined;
            throw error;
        }
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }
}
