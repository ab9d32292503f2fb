import { Icon } from "./signs";

export interface Telling {
    text: string;
    isProblem: boolean;
}

/** The result of the user's last action. */
export function Told({ telling, dismiss }: { telling: Telling | undefined; dismiss: () => void }) {
    return (
        <section class="told" aria-label="Results">
            <div role="status">
                {telling && (
                    <p class={telling.isProblem ? "bad" : "good"}>
                        <span>{telling.text}</span>
                        <button type="button" class="plain" aria-label="Dismiss" onClick={dismiss}>
                            <Icon name="close" />
                        </button>
                    </p>
                )}
            </div>
        </section>
    );
}
