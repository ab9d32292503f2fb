#!/usr/bin/env node
// Must be before every import that loads dockerode.
import "./lean-imports";
import { packageVersion } from "../package-version";
import { readArguments } from "./arguments";
import { printError, print } from "./command";
import { commands } from "./commands";
import { helpOf, overview } from "./help";
import { UsageError } from "../usage-error";

async function main(): Promise<number | undefined> {
    const request = readArguments(process.argv.slice(2), commands);
    switch (request.kind) {
        case "help":
            print(request.command ? helpOf(request.command) : overview(commands));
            return;
        case "version":
            print(packageVersion);
            return;
        case "command":
            return request.command.run(request.given);
    }
}

main().then(
    (code = 0) => (process.exitCode = code),
    (error: unknown) => {
        const isUsage = error instanceof UsageError;
        printError(isUsage ? `${error.message} (see pulumi-k3s --help)` : (error as Error).message);
        process.exitCode = isUsage ? 2 : 1;
    },
);
