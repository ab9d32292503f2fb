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

/** The dashboard of this version is what its protocol was read from. */
export const defaultImage = "mcr.microsoft.com/dotnet/aspire-dashboard:13.5";

/** As long as an application of its kind takes on a machine that is busy. */
const startMs = 120_000;
const lookEveryMs = 250;

export interface AspireOptions {
    model: Model;
    /** When there is a first picture. */
    first: Promise<void>;
    /** What the dashboard calls all this. */
    name: string;
    image?: string;
    /** Of the page; by default one that is free. */
    port?: number;
    progress: (text: string) => void;
}

/** A dashboard that runs. */
export interface RunningDashboard {
    /** Of the page, with the token in it. */
    url: string;
    /** Where processes of this machine send telemetry. */
    telemetry: Telemetry;
    /** The same for pods and containers. */
    containerTelemetry: Telemetry;
}

/**
 * Runs Aspire's dashboard over the model until the signal: its container, and the service that it asks. What it has started is
 * removed at its end, whichever that is.
 *
 * @param started is called once people can use it.
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
        // Telemetry comes from pods too. The key is what keeps others from sending it.
        const open = gateway === undefined ? [loopback] : [loopback, gateway];
        // On Docker Desktop that name leads to this machine's loopback address.
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

/** Rejects when a container ends, with what it said last. */
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

/** Docker takes connections before anything in a container does, so an answer is waited for. */
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
