import { type Context } from "../lifecycle";

/** Reports each message once, however often a watch comes to the same conclusion. */
export function onChange(context: Context): (message: string) => void {
    let last = "";
    return (message) => {
        if (message !== last) context.progress(message);
        last = message;
    };
}
