import { type z } from "zod";
import { type Session } from "./session";

/** A tool of the server. */
export interface Tool<Input extends z.ZodObject> {
    name: string;
    title: string;
    description: string;
    input: Input;
    /** How the tool changes resources. Absent for a tool that only reads. */
    changes?: { isDestructive: boolean; isIdempotent: boolean };
    /** Returns the answer: text, or an object that is sent as JSON. */
    run: (input: z.infer<Input>, call: Call) => Promise<string | object>;
}

/** The context of one call of a tool. */
export interface Call {
    session: Session;
    /** Aborts when the client cancels the call or disconnects. */
    signal: AbortSignal;
    /** Reports progress, if the client asked for it. */
    progress: (message: string) => void;
}

export function tool<Input extends z.ZodObject>(definition: Tool<Input>): Tool<Input> {
    return definition;
}
