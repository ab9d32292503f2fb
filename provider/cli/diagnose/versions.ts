import { arch, platform, release } from "node:os";
import type Docker from "dockerode";
import { type EngineInfo, engineOf, type EngineVersion } from "../../docker/daemon/engine";
import { machineEndpoint } from "../../../shared/docker/machine-endpoint";
import { packageVersion } from "../../package-version";
import { inUnits } from "../endpoints/columns";
import { andThen, type Answer, answerTo } from "./answer";
import { firstLine, point } from "./markdown";
import { type Section } from "./section";

/** A daemon's information about itself. */
export interface Engine {
    version: EngineVersion;
    info: EngineInfo & Partial<EngineDetails>;
}

interface EngineDetails {
    OperatingSystem: string;
    KernelVersion: string;
    Architecture: string;
    CgroupVersion: string;
    CgroupDriver: string;
    Driver: string;
    NCPU: number;
    MemTotal: number;
    SecurityOptions: string[];
    /** RFC 3339: the time by the daemon's clock. */
    SystemTime: string;
}

export interface Versions {
    package: string;
    node: string;
    machine: string;
    /** The daemon's address, and the setting that it comes from. */
    address: string;
    engine: Answer<Engine>;
}

export async function gatherVersions(docker: Answer<Docker>, dockerHost: string | undefined): Promise<Versions> {
    const address = await answerTo(() => {
        const { host, source } = machineEndpoint(dockerHost);
        return Promise.resolve(`${host} (from ${source})`);
    });
    return {
        package: packageVersion,
        node: process.versions.node,
        machine: `${platform()} ${arch()}, kernel ${release()}`,
        address: address.value ?? "no address",
        engine: await andThen(docker, (client) => answerTo(() => askEngine(client))),
    };
}

async function askEngine(docker: Docker): Promise<Engine> {
    const [version, info] = await Promise.all([docker.version(), docker.info() as Promise<Engine["info"]>]);
    return { version, info };
}

export function versionsSection({ engine, ...versions }: Versions): Section {
    const facts = engine.problem === undefined ? engineFacts(engine.value) : { problem: engine.problem };
    const told = "problem" in facts ? `not known: ${firstLine(facts.problem)}` : Object.values(facts).join(", ");
    return {
        name: "versions",
        title: "Versions",
        text: [
            point(`pulumi-k3s ${versions.package}, Node.js ${versions.node}`),
            point(`this machine: ${versions.machine}`),
            point(`engine at ${versions.address}: ${told}`),
        ],
        content: { ...versions, engine: facts },
        findings: [],
    };
}

function engineFacts({ version, info }: Engine) {
    const { OperatingSystem = "", KernelVersion = "", Architecture = "", SecurityOptions = [] } = info;
    const { CgroupVersion = "1", CgroupDriver = "", Driver = "", NCPU = 0, MemTotal = 0 } = info;
    return {
        engine: `${engineOf(info) === "podman" ? "Podman" : "Docker"} ${version.Version}, API ${version.ApiVersion}`,
        system: `${OperatingSystem}, kernel ${KernelVersion}, ${Architecture}`,
        cgroups: `cgroup v${CgroupVersion} by ${CgroupDriver}`,
        storage: Driver,
        processors: `${NCPU} CPUs`,
        memory: inUnits(MemTotal),
        security: SecurityOptions.map((option) => option.replace(/^name=/, "")).join(" "),
    };
}
