import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { asPreview } from "../../support/preview";
import { recordedProgram, type Registration } from "../../support/recorded-program";
import { settled } from "../../support/refusal";

/** What came of a program. */
export interface Outcome {
    registrations: Registration[];
    /** What ends a program that runs under Pulumi: rejections that nobody handles. */
    failures: Error[];
}

/** How a program is run. */
export interface Run {
    isPreview?: boolean;
    config?: Record<string, string>;
}

/** The process itself: the one in the sandbox of a test does not tell of rejections. */
const host = runInThisContext("process") as NodeJS.Process;
const longestMs = 10_000;

/** Runs a program until all of it is registered, or until it has failed. */
export async function outcomeOf(program: () => unknown, { isPreview, config = {} }: Run = {}): Promise<Outcome> {
    const { registrations } = await recordedProgram();
    pulumi.runtime.setAllConfig(config);
    if (isPreview) asPreview();
    const failures: Error[] = [];
    const failed = Promise.withResolvers<undefined>();
    const listener = (error: unknown) => {
        failures.push(error as Error);
        failed.resolve(undefined);
    };
    const others = host.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
    host.removeAllListeners("unhandledRejection").on("unhandledRejection", listener);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`nothing came of the program in ${longestMs} ms`)), longestMs);
    });
    try {
        program();
        // With a failure Pulumi waits for ever; the process would have ended.
        await Promise.race([settled(), failed.promise, late]);
        await new Promise((resolve) => setTimeout(resolve, failures.length > 0 ? 10 : 0));
    } finally {
        clearTimeout(timer);
        host.removeAllListeners("unhandledRejection");
        for (const other of others) host.on("unhandledRejection", other);
    }
    return { registrations, failures };
}

/** What a program is refused with; undefined where it is not. */
export function refusalOf(program: () => unknown): Error | undefined {
    try {
        program();
        return undefined;
    } catch (error) {
        return error as Error;
    }
}

/** Without what Pulumi says of where it came upon it. */
export function messageOf({ message }: Error): string {
    return message.replace(/^(?:.*?: )*?(?=The arguments of |the program's own$)/, "");
}
