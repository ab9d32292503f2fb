import { execFileSync } from "node:child_process";
import { join } from "node:path";

const script = join(__dirname, "stand-in.cjs");

/**
 * Creates an image that stands in for Aspire's dashboard: this Node.js, its libraries, a script, and a user without
 * rights.
 */
export function createStandIn(image: string): void {
    const libraries = execFileSync("ldd", [process.execPath], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
    const paths = [process.execPath, script, ...libraries].map((path) => path.slice(1));
    const archive = execFileSync("tar", ["-chf", "-", "-C", "/", ...paths], { maxBuffer: 2 ** 30 });
    const changes = ["USER 65532:65532", `ENTRYPOINT ${JSON.stringify([process.execPath, script])}`];
    const change = changes.flatMap((each) => ["--change", each]);
    execFileSync("docker", ["import", ...change, "-", image], { input: archive, stdio: ["pipe", "ignore", "inherit"] });
}

export function removeStandIn(image: string): void {
    execFileSync("docker", ["rmi", "--force", image], { stdio: "ignore" });
}
