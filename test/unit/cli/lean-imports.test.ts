import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** In a process of its own: Jest has its own modules. */
function run(script: string): string {
    const register = join(__dirname, "../../support/register.cjs");
    const lean = join(__dirname, "../../../provider/cli/lean-imports.ts");
    const { NODE_OPTIONS: _, ...env } = process.env;
    return execFileSync(
        process.execPath,
        ["--require", register, "--eval", `require(${JSON.stringify(lean)});${script}`],
        { cwd: join(__dirname, "../../.."), encoding: "utf8", env },
    ).trim();
}

const loaded = `const loaded = () => Object.keys(require.cache).filter((path) => /grpc-js|protobufjs|node_modules.ssh2/.test(path)).length;`;

it("dockerode is loaded without what it needs for builds and ssh, and works", () => {
    const use = `const Docker = require("dockerode"); new Docker({ socketPath: "/no/such" }).ping().catch((error) => console.log(loaded(), error.code));`;
    expect(run(loaded + use)).toBe("0 ENOENT");
});

it("what uses them has them: dockerode itself, and others", () => {
    const use = `require("dockerode/lib/session"); const ssh = require("docker-modem/lib/ssh"); const before = loaded();
ssh({}).createConnection; const grpc = require("@grpc/grpc-js");
console.log(before, typeof new grpc.Server().addService, grpc.status.OK, loaded() > 0);`;
    expect(run(loaded + use)).toBe("0 function 0 true");
});
