import { type z } from "zod";
import { type Session } from "./session";

/** Something that an assistant can do here. */
export interface Tool<Input extends z.ZodObject> {
    name: string;
    title: string;
    description: string;
    input: Input;
    /** What it does to what runs. Reading, unless it says otherwise. */
    changes?: { isDestructive: boolean; isIdempotent: boolean };
    /** The answer: text, or what stands in it as JSON. */
    run: (input: z.infer<Input>, call: Call) => Promise<string | object>;
}

/** What a tool has while it is called. */
export interface Call {
    session: Session;
    /** Aborts when the client does not want the answer any more, or has gone. */
    signal: AbortSignal;
    /** Tells how far it is, where the client wants to know. */
    progress: (message: string) => void;
}

export function tool<Input extends z.ZodObject>(definition: Tool<Input>): Tool<Input> {
    return definition;
}
