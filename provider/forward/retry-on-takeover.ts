import { replacedCode } from "./control";
import { NoForwarder, RequestRefused } from "./control-client";

const attempts = 3;

/** Gives an order again where the forwarder ended, or lost its place to another one, in the midst of it. */
export async function retryOnTakeover(give: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
        try {
            await give();
            return;
        } catch (error) {
            const isGone =
                error instanceof NoForwarder || (error instanceof RequestRefused && error.code === replacedCode);
            if (!isGone || attempt === attempts) throw error;
        }
    }
}
