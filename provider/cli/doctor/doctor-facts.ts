import type Docker from "dockerode";
import { ask } from "../../docker/images/daemon-registry";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { machineEndpoint } from "../../../shared/docker/machine-endpoint";
import { publishersOf } from "../../docker/networks/published-ports";
import { type DaemonNetwork } from "../../docker/networks/subnet-overlaps";
import { remotePorts } from "../../ports/remote-port";
import { type Outcome, outcomeOf } from "./outcome";
import { type NamedProxies } from "../../../shared/named-proxies";
import { machineClientProxies } from "../../../shared/docker/client-proxies";
import { type RegistryCertificate } from "./certificate";
import { askCertificate } from "./ask-certificate";
import { askDisk, askHostPorts, askInotify, askPulumi, askRoutes, ownProxies } from "./ask-machine";
import { askEngine } from "./ask-engine";
import { askNames } from "./ask-names";
import { askNodeImage } from "./ask-node-image";
import { type Disk } from "./disk";
import { type Engine } from "./engine";
import { type HostPorts, publishedOf } from "./port-range";
import { type Inotify } from "./inotify";
import { type ResolvedName } from "./names";
import { type NodeImage } from "./node-image";
import { type Proxies } from "./proxies";
import { type Route } from "./route-table";

/** The facts that the checks use. */
export interface Facts {
    engine: Outcome<Engine & EngineFacts>;
    proxies: Proxies;
    /** The proxies that the Docker client passes to containers. */
    clientProxies: NamedProxies;
    /** The certificate of the node image's registry. */
    certificate: RegistryCertificate;
    ports: HostPorts;
    pulumi: Outcome<string>;
    nodejs: string;
}

/** The facts that need an engine that answers. */
export interface EngineFacts {
    networks: Outcome<DaemonNetwork[]>;
    image: Outcome<NodeImage>;
    /** Absent if the user gave no names. */
    names?: Outcome<ResolvedName[]>;
    /** Absent, like the next two, if the engine does not run directly on this machine. */
    disk?: Outcome<Disk>;
    inotify?: Outcome<Inotify>;
    routes?: Outcome<Route[]>;
    /** The ports of the engine's machine, if that is another one, so that this machine's ports are irrelevant. */
    remotePorts?: Outcome<HostPorts>;
}

/** The time limits of the questions. */
export interface LimitsMs {
    engine: number;
    registry: number;
    pulumi: number;
}

const limitsByDefault: LimitsMs = { engine: 10_000, registry: 20_000, pulumi: 10_000 };

export interface Asked {
    dockerHost?: string;
    image: string;
    /** The names to resolve in a container. */
    names?: string[];
}

/** Gathers all facts at the same time, each with a time limit. */
export async function gatherFacts(
    { dockerHost, ...asked }: Asked,
    limitsMs = limitsByDefault,
    certificateOf = askCertificate,
): Promise<Facts> {
    const [engine, certificate, ports, pulumi] = await Promise.all([
        outcomeOf(gatherOfEngine(() => endpointOf(dockerHost), asked, limitsMs)),
        certificateOf(asked.image, limitsMs.registry),
        askHostPorts(),
        outcomeOf(askPulumi(limitsMs.pulumi)),
    ]);
    return {
        engine,
        ports,
        pulumi,
        certificate,
        proxies: ownProxies(process.env),
        clientProxies: machineClientProxies() ?? {},
        nodejs: process.versions.node,
    };
}

function endpointOf(dockerHost: string | undefined): DockerEndpoint {
    const endpoint = machineEndpoint(dockerHost);
    return dockerHost === undefined ? endpoint : { ...endpoint, source: "--docker-host" };
}

async function gatherOfEngine(
    endpoint: () => DockerEndpoint,
    asked: Asked,
    limitsMs: LimitsMs,
): Promise<Engine & EngineFacts> {
    const { docker, engine } = await askEngine(endpoint(), limitsMs.engine);
    return { ...engine, ...(await gatherFrom(docker, engine, asked, limitsMs)) };
}

async function gatherFrom(
    docker: Docker,
    { info, isInSight, isRemote }: Engine,
    { image, names = [] }: Asked,
    limitsMs: LimitsMs,
): Promise<EngineFacts> {
    const [networks, nodeImage, resolved, disk, inotify, routes, ports] = await Promise.all([
        outcomeOf(ask<DaemonNetwork[]>(docker, "/networks", limitsMs.engine)),
        outcomeOf(askNodeImage(docker, info, image, limitsMs)),
        names.length > 0 ? outcomeOf(askNames(docker, info, image, names, limitsMs.registry)) : undefined,
        isInSight ? outcomeOf(askDisk(info.DockerRootDir ?? "/")) : undefined,
        isInSight ? outcomeOf(askInotify()) : undefined,
        isInSight ? outcomeOf(askRoutes()) : undefined,
        isRemote ? outcomeOf(askRemotePorts(docker, limitsMs.engine)) : undefined,
    ]);
    return { networks, image: nodeImage, names: resolved, disk, inotify, routes, remotePorts: ports };
}

async function askRemotePorts(docker: Docker, limitMs: number): Promise<HostPorts> {
    const containers = await ask<Docker.ContainerInfo[]>(docker, "/containers/json", limitMs);
    return publishedOf(remotePorts, publishersOf(containers, "tcp"));
}
