import { spawnSync } from "node:child_process";
import { relayScript } from "../../../sdk/nodejs/endpoint/relay";

describe("the script of a relay", () => {
    it("is a script that a POSIX shell can parse", () => {
        const { status, stderr } = spawnSync("sh", ["-n"], { input: relayScript, encoding: "utf8" });
        expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    });

    it("is this text; a change of it replaces containers of every user", () => expect(relayScript).toMatchSnapshot());
});
