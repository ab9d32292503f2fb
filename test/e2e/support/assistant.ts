import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const main = join(__dirname, "../../../dist/provider/cli/main.js");

/** Starts an assistant: the official client of the Model Context Protocol, which runs `pulumi-k3s mcp` in a folder. */
export async function startAssistant(cwd: string, ...args: string[]) {
    const env = Object.fromEntries(Object.entries(process.env).map(([name, value = ""]) => [name, value]));
    const transport = new StdioClientTransport({
        command: process.execPath,
        args: [main, "mcp", ...args],
        cwd,
        env,
        stderr: "ignore",
    });
    const client = new Client({ name: "test", version: "1" });
    /** Output on standard output that is not part of the protocol. */
    const faults: string[] = [];
    client.onerror = (error) => faults.push(error.message);
    await client.connect(transport);
    const ask = async (name: string, asked: object = {}) => {
        const answer = await client.callTool({ name, arguments: { ...asked } });
        const [content] = answer.content as { text: string }[];
        return { text: content?.text ?? "", isError: answer.isError === true };
    };
    const askJson = async (name: string, asked: object = {}) => {
        const { text, isError } = await ask(name, asked);
        if (isError) throw new Error(text);
        return JSON.parse(text) as Record<string, unknown>;
    };
    return { client, transport, faults, ask, askJson };
}
