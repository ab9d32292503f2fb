import { publishedHost } from "../../../shared/docker/published-host";
import { type ClusterSubnets, subnetsOf } from "../../docker/networks/subnet-overlaps";
import { type Outcome } from "./outcome";
import { checkCgroups } from "./cgroups";
import { checkCertificate } from "./certificate";
import { type Check, type Verdict } from "./check";
import { checkDisk, diskOutOfSight } from "./disk";
import { checkEngine, type Engine, type EngineDetails } from "./engine";
import { type EngineFacts, type Facts } from "./doctor-facts";
import { checkHostPorts } from "./port-range";
import { checkInotify, inotifyOutOfSight } from "./inotify";
import { checkMemory } from "./memory";
import { checkNames, type ResolvedName } from "./names";
import { checkNetworks } from "./networks";
import { checkNodeImage } from "./node-image";
import { checkNodejs } from "./nodejs";
import { checkProcessors } from "./processors";
import { checkProxies, type Proxies } from "./proxies";
import { checkPulumi } from "./pulumi";
import { checkRoutes, routesOutOfSight } from "./routes";

/** The properties of the planned cluster that the checks use. */
export interface WantedCluster extends ClusterSubnets {
    image: string;
}

/** The version ranges that the package supports. */
export interface Requirements {
    node: string;
    pulumi: string;
}

/** Makes all checks, in the order of the report: a check on which others depend comes first. */
export function allChecks(facts: Facts, wanted: WantedCluster, requirements: Requirements): Check[] {
    const engine = facts.engine.value;
    const ofEngine = (check: (engine: Engine & EngineFacts) => Verdict) => (engine ? check(engine) : withoutEngine);
    const verdicts: Record<string, Verdict> = {
        engine: checkEngine(facts.engine),
        cgroups: ofEngine(({ info }) => checkCgroups(info, wanted.image)),
        memory: ofEngine(({ info }) => checkMemory(info.MemTotal)),
        processors: ofEngine(({ info }) => checkProcessors(info.NCPU)),
        disk: ofEngine(({ info, disk }) => inSight(disk, checkDisk, diskOutOfSight(info.DockerRootDir))),
        inotify: ofEngine(({ inotify }) => inSight(inotify, checkInotify, inotifyOutOfSight)),
        networks: ofEngine(({ networks }) => answered(networks, (value) => checkNetworks(wanted, value))),
        routes: ofEngine((its) => routesOf(its, wanted)),
        "node image": ofEngine(({ image }) => answered(image, checkNodeImage)),
        ...(engine?.names ? { names: namesOf(engine.names) } : {}),
        certificate: checkCertificate(facts.certificate),
        proxies: checkProxies({ own: facts.proxies, client: facts.clientProxies, ...proxiesOf(engine) }, wanted),
        ports: answered(engine?.remotePorts ?? { value: facts.ports }, checkHostPorts),
        pulumi: checkPulumi(facts.pulumi, requirements.pulumi),
        "node.js": checkNodejs(facts.nodejs, requirements.node),
    };
    return Object.entries(verdicts).map(([check, verdict]) => ({ check, ...verdict }));
}

const withoutEngine: Verdict = { state: "unknown", found: "not known without an engine" };

function answered<Value>({ value, problem }: Outcome<Value>, check: (value: Value) => Verdict): Verdict {
    if (!problem) return check(value);
    return {
        state: "unknown",
        found: `the engine does not answer: ${problem.message.trim()}`,
        consequence: "pulumi up needs the same answer, and fails without it",
        next: "check whether the engine hangs (docker info), and restart it",
    };
}

/** Checks something that can be read only on the engine's own machine. */
function inSight<Value>(
    answer: Outcome<Value> | undefined,
    check: (value: Value) => Verdict,
    outOfSight: Verdict,
): Verdict {
    if (!answer) return outOfSight;
    return answer.problem ? { ...outOfSight, found: answer.problem.message } : check(answer.value);
}

function namesOf({ value, problem }: Outcome<ResolvedName[]>): Verdict {
    if (!problem) return checkNames(value);
    return {
        state: "unknown",
        found: `no container could be asked: ${problem.message.trim()}`,
        next: "docker pull the node image, and ask again",
    };
}

/** Checks this machine's routes, except for those to the engine's networks, which have a check of their own. */
function routesOf({ routes, networks }: EngineFacts, subnets: ClusterSubnets): Verdict {
    const own = (networks.value ?? []).flatMap(subnetsOf);
    return inSight(routes, (value) => checkRoutes(subnets, value, own), routesOutOfSight(subnets));
}

function proxiesOf(engine: Engine | undefined): { engine?: Proxies; remoteHost?: string } {
    if (!engine) return {};
    const { endpoint, info, isRemote } = engine;
    return { engine: proxiesIn(info), remoteHost: isRemote ? publishedHost(endpoint) : undefined };
}

function proxiesIn({ HttpProxy = "", HttpsProxy = "", NoProxy = "" }: EngineDetails): Proxies {
    return { addresses: [HttpProxy, HttpsProxy].filter(Boolean), except: NoProxy };
}
