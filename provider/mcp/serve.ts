import { once } from "node:events";
import { Writable } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { printError } from "../cli/command";
import { untilInterrupted } from "../cli/terminal/until-interrupted";
import { untilAborted } from "../deadline";
import { createServer } from "./server";
import { type Scope, Session } from "./session";

/** Serves an assistant on standard input and output until it closes standard input or the process is interrupted. */
export async function serveAssistant(scope: Scope, allowWrite: boolean): Promise<void> {
    const session = new Session(scope);
    const transport = new StdioServerTransport(process.stdin, protocolOutput());
    const { signal, end } = untilInterrupted();
    const onerror = (error: Error) => printError(error.message);
    const server = serveStdio(() => createServer(session, allowWrite), { transport, onerror });
    const gone = once(process.stdin, "close", { signal }).catch(() => undefined);
    try {
        await Promise.race([gone, once(process.stdin, "end", { signal }).catch(() => undefined), untilAborted(signal)]);
    } finally {
        end();
        await server.close();
    }
}

/** Reserves standard output for the protocol. Redirects everything else that is printed to standard error. */
function protocolOutput(): Writable {
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = process.stderr.write.bind(process.stderr);
    return new Writable({ write: (chunk: Buffer, _, done) => void write(chunk, (error) => done(error)) });
}
