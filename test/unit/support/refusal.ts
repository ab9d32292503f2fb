import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../../../sdk/nodejs";
import { recordedProgram, type Registration } from "./recorded-program";

/** Constructs, expects a refusal, and gives its message without the first line. */
export async function refusalOf(construct: () => unknown, config = {}): Promise<string> {
    const { registrations } = await recordedProgram();
    pulumi.runtime.setAllConfig(config);
    const message = messageOf(construct);
    await settled();
    expect(types(registrations)).toEqual([]);
    return message;
}

/** The problems that a refusal names; empty when nothing is refused. */
export function messageOf(construct: () => unknown): string {
    try {
        construct();
    } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError);
        const [, ...problems] = (error as Error).message.split("\n");
        return problems.map((line) => line.trim()).join("\n");
    }
    return "";
}

/** Everything that a program asked for was registered. */
export async function settled(): Promise<void> {
    await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

function types(registrations: Registration[]): string[] {
    return registrations.map(({ type, name }) => `${type} ${name}`);
}
