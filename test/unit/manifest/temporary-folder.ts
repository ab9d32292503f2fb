import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Files by relative path, in a folder that goes with the test; the test's relative paths start there. */
export function inTemporaryFolder(): (files: Record<string, string>) => void {
    let folder = "";
    const before = process.cwd();
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "k3s-manifest-"));
        process.chdir(folder);
    });
    afterEach(() => {
        process.chdir(before);
        rmSync(folder, { recursive: true });
    });
    return (files) => {
        for (const [path, content] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, path)), { recursive: true });
            writeFileSync(join(folder, path), content);
        }
    };
}

/** A small object, as YAML. */
export function configMap(name: string): string {
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
}
