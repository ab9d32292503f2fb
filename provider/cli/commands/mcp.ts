import { type Command } from "../command";
import { modelOptions } from "../resources/model-options";

const description = `
Serve the Model Context Protocol on standard input and output, for assistants: they start this command, and see through
it what runs (resources, logs, events, doctor, diagnose, wait). With --allow-write they may restart, stop and start it.
Secrets are taken out of all answers, as diagnose does.

  { "mcpServers": { "pulumi-k3s": { "command": "npx", "args": ["pulumi-k3s", "mcp"], "cwd": "/path/of/the/program" } } }
`;

export const mcp: Command = {
    name: "mcp",
    summary: "Serve an assistant's tools by the Model Context Protocol over stdio",
    description,
    takesNothing: true,
    options: {
        ...modelOptions,
        "allow-write": { type: "boolean", summary: "Offer the tools restart, stop and start too" },
    },
    run: async ({ options }) => {
        const { cluster, stack } = options as { cluster?: string; stack?: string };
        // Imported here, since no other command needs the library for the protocol.
        const { serveAssistant } = await import("../../mcp/serve.js");
        await serveAssistant({ cluster, stack }, options["allow-write"] === true);
        return 0;
    },
};
