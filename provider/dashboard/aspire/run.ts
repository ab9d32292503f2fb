import { randomBytes } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import type Docker from "dockerode";
import { loopback, publishedHost } from "../../../shared/docker/published-host";
import { machineEndpoint } from "../../../shared/docker/machine-endpoint";
import { isAborted, untilAborted, withTimeout } from "../../deadline";
import { bridgeGateway } from "../../docker/daemon/bridge-gateway";
import { connectDocker } from "../../docker/daemon/connect";
import { Failure } from "../../failure";
import { type Model } from "../../model/model";
import { choosePort } from "../../ports/free-port";
import { containerPorts, lastLines, provideImage, removeContainer, startContainer } from "./container";
import { serveResources } from "./serve";
import { forgetTelemetry, noteTelemetry, type Telemetry } from "./telemetry";

/** The default image, in the version whose protocol `protocol.ts` follows. */
export const defaultImage = "mcr.microsoft.com/dotnet/aspire-dashboard:13.5";

/** The time limit for the start of the dashboard, which takes long on a busy machine. */
const startMs = 120_000;
const lookEveryMs = 250;

export interface AspireOptions {
    model: Model;
    /** Resolves when the model has its first resources. */
    first: Promise<void>;
    /** The name of the application in the dashboard. */
    name: string;
    image?: string;
    /** The port of the page. Default: a free one. */
    port?: number;
    progress: (text: string) => void;
}

/** A running dashboard. */
export interface RunningDashboard {
    /** The URL of the page, with its token. */
    url: string;
    /** Where processes on this machine send telemetry. */
    telemetry: Telemetry;
    /** Where pods and containers send telemetry. */
    containerTelemetry: Telemetry;
}

/**
 * Runs Aspire's dashboard over the model until the signal aborts: its container, and the service from which it reads
 * the resources. Removes both at the end, also after a failure.
 *
 * @param started is called when the dashboard is usable.
 */
export async function runAspireDashboard(
    options: AspireOptions,
    started: (dashboard: RunningDashboard) => void,
    signal: AbortSignal,
): Promise<void> {
    const docker = await localDocker();
    const gateway = await bridgeGateway(docker);
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const keys = { resources: newKey(), page: newKey(), telemetry: newKey() };
    let container: Docker.Container | undefined;
    let telemetry: Telemetry | undefined;
    try {
        const { model, first, name, image = defaultImage, progress } = options;
        const resources = await serveResources(
            { model, first, name, startedAt: new Date() },
            { host: gateway ?? loopback, key: keys.resources },
            either,
        );
        const ports = {
            page: options.port ?? (await choosePort("tcp")),
            grpc: await choosePort("tcp"),
            http: await choosePort("tcp"),
        };
        const pageUrl = `http://${loopback}:${ports.page}`;
        // Pods send telemetry too, so its ports are open to containers. The key keeps others from sending.
        const open = gateway === undefined ? [loopback] : [loopback, gateway];
        // On Docker Desktop this name leads to this machine's loopback address.
        const host = gateway ?? "host.docker.internal";
        await Promise.race([provideImage(docker, image, progress), untilAborted(signal)]);
        if (isAborted(signal)) return;
        container = await startContainer(docker, {
            image,
            resourcesUrl: `http://${host}:${resources}`,
            pageUrl,
            keys,
            published: [
                { containerPort: containerPorts.page, hosts: [loopback], port: ports.page },
                { containerPort: containerPorts.grpc, hosts: open, port: ports.grpc },
                { containerPort: containerPorts.http, hosts: open, port: ports.http },
            ],
        });
        const ended = endOf(container);
        await Promise.race([untilAnswers(pageUrl, either), ended]);
        if (isAborted(signal)) return;
        telemetry = { url: `http://${loopback}:${ports.grpc}`, key: keys.telemetry };
        await noteTelemetry(telemetry);
        started({
            url: `${pageUrl}/login?t=${keys.page}`,
            telemetry,
            containerTelemetry: { url: `http://${host}:${ports.grpc}`, key: keys.telemetry },
        });
        await Promise.race([untilAborted(signal), ended]);
    } finally {
        over.abort();
        if (container) await removeContainer(container);
        if (telemetry) await forgetTelemetry(telemetry);
    }
}

function newKey(): string {
    return randomBytes(32).toString("base64url");
}

async function localDocker(): Promise<Docker> {
    const endpoint = machineEndpoint();
    const host = publishedHost(endpoint);
    if (host === loopback) return connectDocker();
    throw new Failure("The Aspire dashboard needs a Docker daemon of this machine.", {
        why: `${endpoint.host} is another machine, whose containers do not reach what is served here`,
        next: "run pulumi-k3s dashboard without --aspire",
    });
}

/** Rejects when a container ends. The failure contains the last lines of its log. */
async function endOf(container: Docker.Container): Promise<never> {
    const code = await container.wait().then(
        ({ StatusCode }: { StatusCode: number }) => `it ended with exit code ${StatusCode}`,
        (error: unknown) => (error as Error).message,
    );
    throw new Failure("The container of the Aspire dashboard has ended.", {
        why: [code, ...(await lastLines(container))],
        next: "start the dashboard again; with another version of it by --image",
    });
}

/** Waits for an HTTP answer. A connection alone proves nothing, since Docker accepts it before the container does. */
async function untilAnswers(url: string, signal: AbortSignal): Promise<void> {
    const ask = async (late: AbortSignal) => {
        const either = AbortSignal.any([signal, late]);
        while (!isAborted(either)) {
            const answer = await fetch(url, { redirect: "manual", signal: either }).catch(() => undefined);
            await answer?.body?.cancel();
            if (answer) return;
            await after(lookEveryMs, undefined, { signal: either }).catch(() => undefined);
        }
    };
    await withTimeout(
        ask,
        startMs,
        () =>
            new Failure(`${url} does not answer.`, {
                why: `the dashboard's container has not begun to within ${startMs / 1_000} s`,
                next: "look whether the Docker daemon is busy, and start the dashboard again",
            }),
    );
}
