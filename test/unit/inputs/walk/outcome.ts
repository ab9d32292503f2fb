import * as pulumi from "@pulumi/pulumi";
import { asPreview } from "../../support/preview";
import { recordedProgram, type Registration } from "../../support/recorded-program";
import { settled } from "../../support/refusal";
import { quiet, unhandledIn } from "./unhandled";

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

const longestMs = 10_000;

/** Runs a program until all of it is registered, or until it has failed. */
export async function outcomeOf(program: () => unknown, { isPreview, config = {} }: Run = {}): Promise<Outcome> {
    const { registrations } = await recordedProgram();
    pulumi.runtime.setAllConfig(config);
    if (isPreview) asPreview();
    const failures = await unhandledIn(async (failed) => {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error(`nothing came of the program in ${longestMs} ms`)), longestMs);
        });
        try {
            program();
            // With a failure Pulumi waits for ever; the process would have ended.
            await Promise.race([settled(), failed, late]);
        } finally {
            clearTimeout(timer);
            await quiet(() => registrations.length);
        }
    });
    return { registrations, failures };
}

/** Without what Pulumi says of where it came upon it. */
export function messageOf({ message }: Error): string {
    return message.replace(/^(?:.*?: )*?(?=The arguments of |the program's own$)/, "");
}
