import { spawnSync } from "node:child_process";
import { entrypointPath, entrypointScripts } from "../../../../sdk/nodejs/cluster/node/entrypoint";

const scripts = {
    entrypointScript: entrypointScripts["1"],
    "entrypoint of version 2": entrypointScripts["2"],
};

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
