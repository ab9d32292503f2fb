import type Docker from "dockerode";
import { ask } from "../../docker/images/daemon-registry";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { machineEndpoint } from "../../../shared/docker/machine-endpoint";
import { publishersOf } from "../../docker/networks/published-ports";
import { type DaemonNetwork } from "../../docker/networks/subnet-overlaps";
import { remotePorts } from "../../ports/remote-port";
import { type Answer, answerOf } from "./answer";
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
import { type HostPorts, publishedOf } from "./host-ports";
import { type Inotify } from "./inotify";
import { type ResolvedName } from "./names";
import { type NodeImage } from "./node-image";
import { type Proxies } from "./proxies";
import { type Route } from "./route-table";

/** All that is looked at, before anything is decided. */
export interface Facts {
    engine: Answer<Engine & EngineFacts>;
    proxies: Proxies;
    /** Those that the Docker client gives to containers. */
    clientProxies: NamedProxies;
    /** Who signs for the registry of the node image. */
    certificate: RegistryCertificate;
    ports: HostPorts;
    pulumi: Answer<string>;
    nodejs: string;
}

/** What only an engine that answers tells. */
export interface EngineFacts {
    networks: Answer<DaemonNetwork[]>;
    image: Answer<NodeImage>;
    /** Where some were asked for. */
    names?: Answer<ResolvedName[]>;
    /** Of these, none where the engine is out of sight. */
    disk?: Answer<Disk>;
    inotify?: Answer<Inotify>;
    routes?: Answer<Route[]>;
    /** Of another machine, where this machine's own mean nothing. */
    remotePorts?: Answer<HostPorts>;
}

/** How long each question is waited for. */
export interface LimitsMs {
    engine: number;
    registry: number;
    pulumi: number;
}

const limitsByDefault: LimitsMs = { engine: 10_000, registry: 20_000, pulumi: 10_000 };

export interface Asked {
    dockerHost?: string;
    image: string;
    /** Names that a container is to resolve. */
    names?: string[];
}

/** Asks everything at once, and each within its time. */
export async function gatherFacts(
    { dockerHost, ...asked }: Asked,
    limitsMs = limitsByDefault,
    certificateOf = askCertificate,
): Promise<Facts> {
    const [engine, certificate, ports, pulumi] = await Promise.all([
        answerOf(gatherOfEngine(() => endpointOf(dockerHost), asked, limitsMs)),
        certificateOf(asked.image, limitsMs.registry),
        askHostPorts(),
        answerOf(askPulumi(limitsMs.pulumi)),
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
        answerOf(ask<DaemonNetwork[]>(docker, "/networks", limitsMs.engine)),
        answerOf(askNodeImage(docker, info, image, limitsMs)),
        names.length > 0 ? answerOf(askNames(docker, info, image, names, limitsMs.registry)) : undefined,
        isInSight ? answerOf(askDisk(info.DockerRootDir ?? "/")) : undefined,
        isInSight ? answerOf(askInotify()) : undefined,
        isInSight ? answerOf(askRoutes()) : undefined,
        isRemote ? answerOf(askRemotePorts(docker, limitsMs.engine)) : undefined,
    ]);
    return { networks, image: nodeImage, names: resolved, disk, inotify, routes, remotePorts: ports };
}

async function askRemotePorts(docker: Docker, limitMs: number): Promise<HostPorts> {
    const containers = await ask<Docker.ContainerInfo[]>(docker, "/containers/json", limitMs);
    return publishedOf(remotePorts, publishersOf(containers, "tcp"));
}
