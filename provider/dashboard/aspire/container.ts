import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import { dashboardLabel } from "../../../shared/labels";
import { userFolder } from "../../../shared/user-folder";
import { splitLog } from "../../docker/containers/split-log";
import { unlessGone } from "../../docker/daemon/status";
import { machineCredentials } from "../../docker/images/machine-credentials";
import { daemonMessage, hasImage, pull } from "../../docker/images/node-image";
import { Failure } from "../../failure";

/** The ports of the dashboard in its container. */
export const containerPorts = { page: 18_888, grpc: 18_889, http: 18_890 };

/** The folder with the keys in the container. The dashboard reads each file in it as the setting of that name. */
const keysFolder = "pulumi-k3s";

export interface DashboardContainer {
    image: string;
    /** The URL at which the container reaches the service with the resources. */
    resourcesUrl: string;
    /** The URL at which a browser reaches the page. */
    pageUrl: string;
    keys: { resources: string; page: string; telemetry: string };
    /** The published ports: for each port in the container, addresses and a port of this machine. */
    published: { containerPort: number; hosts: string[]; port: number }[];
}

/** Creates and starts the dashboard's container. Replaces a container that an earlier command has left. */
export async function startContainer(docker: Docker, dashboard: DashboardContainer): Promise<Docker.Container> {
    const { image, resourcesUrl, pageUrl, keys, published } = dashboard;
    const { name, owner } = ownContainer();
    await removeLeftover(docker, name, owner);
    const ports = published.map(({ containerPort, hosts, port }) => [
        `${containerPort}/tcp`,
        hosts.map((HostIp) => ({ HostIp, HostPort: String(port) })),
    ]);
    const container = await docker.createContainer({
        name,
        Image: image,
        Labels: { [dashboardLabel]: owner },
        // Secrets are in files, since everyone who may ask the daemon sees a container's environment.
        Env: [
            `ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=${resourcesUrl}`,
            "Dashboard__ResourceServiceClient__AuthMode=ApiKey",
            "Dashboard__Frontend__AuthMode=BrowserToken",
            `Dashboard__Frontend__PublicUrl=${pageUrl}`,
            "Dashboard__Otlp__AuthMode=ApiKey",
            `ASPIRE_DASHBOARD_FILE_CONFIG_DIRECTORY=/${keysFolder}`,
            "ASPIRE_DASHBOARD_TELEMETRY_OPTOUT=true",
        ],
        ExposedPorts: Object.fromEntries(published.map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
        HostConfig: {
            PortBindings: Object.fromEntries(ports) as Docker.PortMap,
            ExtraHosts: ["host.docker.internal:host-gateway"],
            SecurityOpt: ["no-new-privileges"],
        },
    });
    try {
        await container.putArchive(Readable.from(keyFiles(keys)), { path: "/" });
        await container.start();
        return container;
    } catch (error) {
        await removeContainer(container);
        throw new Failure("The container of the Aspire dashboard cannot be started.", {
            why: daemonMessage(error as Error),
            next: "remove what is in its way, such as a container that publishes the same port, and start it again",
            cause: error,
        });
    }
}

/** The status with which the daemon answers while it is already removing the container. */
const removing = 409;

export async function removeContainer(container: Docker.Container): Promise<void> {
    const removed = container.remove({ force: true, v: true }).catch(async (error: unknown) => {
        if ((error as { statusCode?: number }).statusCode !== removing) throw error;
        await container.wait({ condition: "removed" });
    });
    await unlessGone(removed);
}

/** Returns the last lines of a container's log. */
export async function lastLines(container: Docker.Container): Promise<string[]> {
    const log = await unlessGone(container.logs({ stdout: true, stderr: true, tail: 10, follow: false })).catch(
        () => undefined,
    );
    return log === undefined ? [] : splitLog(log).slice(-10);
}

/** The name and label of the dashboard's container. There is one for each user folder. */
function ownContainer(): { name: string; owner: string } {
    const owner = createHash("sha256").update(userFolder()).digest("hex").slice(0, 12);
    return { name: `pulumi-k3s-aspire-dashboard-${owner}`, owner };
}

async function removeLeftover(docker: Docker, name: string, owner: string): Promise<void> {
    const found = await unlessGone(docker.getContainer(name).inspect());
    if (!found) return;
    if (found.Config.Labels[dashboardLabel] !== owner) {
        throw new Failure(`There is a container ${name} that is not a dashboard's.`, {
            next: "find out whose it is, and rename or remove it",
        });
    }
    await removeContainer(docker.getContainer(found.Id));
}

/** Pulls the image of the dashboard unless the daemon has it. */
export async function provideImage(docker: Docker, image: string, progress: (text: string) => void): Promise<void> {
    if (await hasImage(docker, image)) return;
    progress(`pulling ${image}`);
    const why = await pull(docker, image, await machineCredentials(image));
    if (why === undefined) return;
    throw new Failure(`The Docker daemon has no image "${image}" and cannot pull it.`, {
        why,
        next: `name another one with --image, or bring it to the daemon (docker pull ${image}, docker load)`,
    });
}

/** Packs the key files, readable by all users: the image may run as any, and nobody else is in the container. */
function keyFiles({ resources, page, telemetry }: DashboardContainer["keys"]): ReturnType<typeof pack> {
    const files = pack();
    files.entry({ name: keysFolder, type: "directory", mode: 0o755 });
    const settings = {
        Dashboard__ResourceServiceClient__ApiKey: resources,
        Dashboard__Frontend__BrowserToken: page,
        Dashboard__Otlp__PrimaryApiKey: telemetry,
    };
    for (const [name, value] of Object.entries(settings)) {
        files.entry({ name: `${keysFolder}/${name}`, mode: 0o444 }, value);
    }
    files.finalize();
    return files;
}
