import { type Context } from "../lifecycle";

/** Returns a function that reports each message once, however often a watch repeats it. */
export function onChange(context: Context): (message: string) => void {
    let last = "";
    return (message) => {
        if (message !== last) context.progress(message);
        last = message;
    };
}
