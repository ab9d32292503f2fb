import { replacedCode } from "./control";
import { NoForwarder, RequestRefused } from "./control-client";

const attempts = 3;

/** Repeats a request when the forwarder ended, or was replaced by another one, during the request. */
export async function retryOnTakeover(request: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
        try {
            await request();
            return;
        } catch (error) {
            const isGone =
                error instanceof NoForwarder || (error instanceof RequestRefused && error.code === replacedCode);
            if (!isGone || attempt === attempts) throw error;
        }
    }
}
