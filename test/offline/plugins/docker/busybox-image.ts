// Stands for: a small image from a registry. It is made of Debian's static busybox.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const applets = ["cat", "sh", "sleep", "stat"];

/** Imports an image whose command sleeps for an hour. */
export function importBusybox(image: string): void {
    const folder = mkdtempSync(join(tmpdir(), "busybox-image-"));
    try {
        execFileSync("apt-get", ["-o", "Acquire::Retries=5", "download", "busybox-static"], {
            cwd: folder,
            stdio: "ignore",
        });
        const [archive = ""] = readdirSync(folder);
        execFileSync("dpkg", ["-x", archive, "package"], { cwd: folder });
        mkdirSync(join(folder, "root", "bin"), { recursive: true });
        execFileSync("cp", [join(folder, "package/bin/busybox"), join(folder, "root/bin/")]);
        for (const applet of applets) {
            symlinkSync("busybox", join(folder, "root/bin", applet));
        }
        const root = execFileSync("tar", ["-C", join(folder, "root"), "-c", "."], { maxBuffer: 64 * 1024 * 1024 });
        const command = 'CMD ["/bin/sleep","3600"]';
        execFileSync("docker", ["import", "-c", command, "-", image], {
            input: root,
            stdio: ["pipe", "ignore", "inherit"],
        });
    } finally {
        rmSync(folder, { recursive: true });
    }
}
