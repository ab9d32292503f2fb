import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const schema = join(__dirname, "../../provider/plugin/schema.json");

it("Pulumi finds nothing wrong in the schema", async () => {
    const { stdout, stderr } = await promisify(execFile)("pulumi", ["schema", "check", schema]);
    expect(stdout + stderr).toBe("");
});
