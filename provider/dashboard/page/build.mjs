// Builds the dashboard's page: build.mjs [FOLDER]
//   index.html, icon.svg, app.js, app.css and the licences of what is in them; without a folder into dist, where the server has it
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";

const own = import.meta.dirname;
const folder = resolve(process.argv[2] ?? join(own, "../../../dist/provider/dashboard/page"));

mkdirSync(folder, { recursive: true });
for (const name of ["index.html", "icon.svg"]) cpSync(join(own, name), join(folder, name));
await build({
    entryPoints: { app: join(own, "main.tsx") },
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "error",
});

// They ask to be named wherever they are copied to.
const require = createRequire(import.meta.url);
const bundled = ["preact", "@dagrejs/dagre", "@dagrejs/graphlib"].map((name) => {
    const licence = readFileSync(join(dirname(require.resolve(`${name}/package.json`)), "LICENSE"), "utf8");
    return `${name}\n\n${licence.trim()}\n`;
});
writeFileSync(join(folder, "licences.txt"), bundled.join("\n\n"));
