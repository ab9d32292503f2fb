import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const repository = join(__dirname, "../../..");
const nobody = 65_534;

/** Gives up the rights after the code is loaded: the checkout may be in a folder that only its owner can read. */
const script = (inputs: object) => `
    require("./test/support/register.cjs");
    const { HostPort } = require("./provider/resources/host-port");
    if (process.getuid() === 0) {
        process.setgroups([]);
        process.setgid(${nobody});
        process.setuid(${nobody});
    }
    const docker = { listContainers: async () => [] };
    new HostPort({ connect: async () => docker, isLocal: () => true })
        .create(${JSON.stringify(inputs)})
        .then(({ outputs }) => console.log(outputs.port), (error) => console.log(error.message));
`;

/** Runs HostPort in another process as a user who is not root. Returns the port, or the error's message. */
export async function createdByUser(inputs: object): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script(inputs)], { cwd: repository });
    return stdout.trim();
}
