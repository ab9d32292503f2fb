import { type Connection } from "../state/board";

/** The page while there are no resources, with advice. */
export function Empty({ note, connection }: { note: string | undefined; connection: Connection }) {
    if (connection === "lost" || connection === "refused") return <p class="waiting">Nothing is known.</p>;
    return (
        <section class="empty">
            <h2>Nothing runs yet</h2>
            <p>{note ?? "You have no clusters. This page shows them by itself when there are some."}</p>
            <p>In the folder of a program with a Cluster:</p>
            <pre>
                <code>pulumi up</code>
            </pre>
            <p>
                If one should be here, <code>npx pulumi-k3s doctor</code> looks for what is in its way.
            </p>
        </section>
    );
}
