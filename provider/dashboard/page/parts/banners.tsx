import { ageOf } from "../../../cli/resources/age";
import { type Board } from "../state/board";
import { clock } from "../view/format";

/** Notices above the resources: a lost connection, problems of sources, a running update. */
export function Banners({ board, now }: { board: Board; now: Date }) {
    const { connection, heard, stack } = board;
    const { updating, problems } = stack;
    const last = updating?.lines.at(-1);
    return (
        <section class="banners" aria-label="Notices">
            <div role="status">
                {connection === "lost" && (
                    <p class="banner warn">
                        <strong>The connection to the dashboard is lost.</strong>
                        {heard && ` What you see is as it was at ${clock(heard.toISOString())}.`} Trying again; if it
                        was ended, start <code>npx pulumi-k3s dashboard</code> again.
                    </p>
                )}
                {connection === "refused" && (
                    <p class="banner warn">
                        <strong>This page is not signed in any more.</strong> Open the address that{" "}
                        <code>npx pulumi-k3s dashboard</code> prints.
                    </p>
                )}
                {problems.map((problem) => (
                    <p key={problem} class="banner warn">
                        {problem}
                    </p>
                ))}
            </div>
            {updating && (
                <details class="banner busy">
                    <summary>
                        <span class="turning" aria-hidden="true" />
                        <strong>
                            Pulumi has been at work on {updating.stack} for {ageOf(updating.since, now)}
                        </strong>
                        {last !== undefined && <span class="last">{last}</span>}
                    </summary>
                    <pre tabIndex={0} aria-label="What Pulumi has told">
                        {updating.lines.join("\n")}
                    </pre>
                </details>
            )}
        </section>
    );
}
