import { execFile } from "node:child_process";
import { chmodSync } from "node:fs";
import { promisify } from "node:util";
import { type FakeDaemon } from "./daemons";
import { repository } from "./packed";

const nobody = 65_534;

/** Gives up root's rights after the code is loaded, because the checkout may be readable by its owner only. */
const script = `
    const { create } = require("./dist/provider");
    if (process.getuid() === 0) {
        process.setgroups([]);
        process.setgid(${nobody});
        process.setuid(${nobody});
    }
    create(JSON.parse(process.argv[1])).catch((error) => console.log(error.message));
`;

/**
 * Returns the provider's message about a daemon whose socket its user cannot access. Root gives up its rights first.
 */
export async function checkedWithoutRights(daemon: FakeDaemon, nodeImage: string): Promise<string> {
    const inputs = {
        implementation: "v1.Daemon",
        namePrefix: "rights",
        owner: "rights",
        nodeImage,
        images: [],
        podSubnet: "10.42.0.0/16",
        serviceSubnet: "10.43.0.0/16",
        acceptsCgroupV1: false,
        dockerHost: daemon.host,
    };
    chmodSync(daemon.socket, 0o000);
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script, JSON.stringify(inputs)], {
        cwd: repository,
    });
    return stdout;
}
