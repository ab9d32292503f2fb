import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Job {
    permissions?: Record<string, string>;
    steps: { id?: string; uses?: string; run?: string; env?: Record<string, string>; with?: { path?: string } }[];
}

const text = readFileSync(join(__dirname, "../../../.github/workflows/docs.yml"), "utf8");
const { on, permissions, jobs } = parse(text) as {
    on: Record<string, { branches?: string[] } | null>;
    permissions: Record<string, string>;
    jobs: { build: Job; publish: Job };
};

describe("the workflow that publishes the documentation", () => {
    it("publishes what is on main, and nothing of a pull request", () => {
        expect(on).toEqual({ push: { branches: ["main"] }, workflow_dispatch: null });
    });

    it("builds where nothing may be written, and without scripts of others", () => {
        expect([permissions, jobs.build.permissions]).toEqual([
            { contents: "read" },
            { contents: "read", pages: "read" },
        ]);
        expect(jobs.publish.permissions).toEqual({ pages: "write", "id-token": "write" });
        const commands = jobs.build.steps.flatMap(({ run = [] }) => run);
        expect(commands).toEqual(["npm ci --ignore-scripts", "npm run site"]);
    });

    it("builds for the address that Pages has, and publishes what was built", () => {
        const [site] = jobs.build.steps.filter(({ run }) => run === "npm run site");
        expect(site?.env?.SITE_BASE).toBe("${{ steps.pages.outputs.base_path }}/");
        expect(jobs.build.steps.find(({ id }) => id === "pages")?.uses).toContain("actions/configure-pages@");
        expect(jobs.build.steps.at(-1)?.with?.path).toBe("build/site");
    });

    it("takes actions by their commits, and says their versions", () => {
        const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses));
        expect(used.length).toBe(5);
        for (const action of used) {
            expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
            expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+\\n`));
        }
    });
});
