import { spawnSync } from "node:child_process";
import { relayScript } from "../../../sdk/endpoint/relay";
import { entrypointPath, entrypointScript } from "../../../sdk/cluster/entrypoint";

const scripts = { entrypointScript, relayScript };

describe.each(Object.entries(scripts))("%s", (_, script) => {
    it("is a script that a POSIX shell can parse", () => {
        const { status, stderr } = spawnSync("sh", ["-n"], { input: script, encoding: "utf8" });
        expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    });

    it("is this text; a change of it replaces containers of every user", () => expect(script).toMatchSnapshot());
});

it("the entrypoint stays where containers name it", () => {
    expect(entrypointPath).toBe("/usr/local/bin/pulumi-k3s-entrypoint.sh");
});

it("the entrypoint hands its arguments on to K3s as they are", () => {
    const last = entrypointScript.trim().split("\n").at(-1) ?? "";
    const shell = `k3s() { printf '<%s>' "$@"; }\n${last.replace(/^exec /, "")}\n`;
    const { stdout } = spawnSync("sh", ["-s", "--", "server", "a b", "*"], { input: shell, encoding: "utf8" });
    expect(stdout).toBe("<server><a b><*>");
});
