import { useMemo, useState } from "preact/hooks";
import { type LiveObject } from "../../protocol";
import { piecesOf } from "../view/yaml";

export function Yaml({ text, label }: { text: string; label: string }) {
    const [copied, setCopied] = useState(false);
    const lines = useMemo(() => piecesOf(text), [text]);
    const copy = () =>
        void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
        );
    return (
        <div class="yaml">
            <button type="button" class="copy" onClick={copy}>
                {copied ? "Copied" : "Copy"}
            </button>
            <pre tabIndex={0} aria-label={label}>
                {lines.map((pieces, number) => (
                    <span key={number} class="yaml-line">
                        {pieces.map(({ text, isKey }, place) => (isKey ? <b key={place}>{text}</b> : text))}
                        {"\n"}
                    </span>
                ))}
            </pre>
        </div>
    );
}

/** The objects of a manifest or a release in the cluster. */
export function Objects({ objects }: { objects: LiveObject[] }) {
    return (
        <>
            <p class="note">As they are in the cluster. Secrets are masked.</p>
            {objects.map(({ kind, name, namespace, live }, place) => (
                <details key={place} class="object" open={objects.length === 1}>
                    <summary>
                        <strong>{kind}</strong> {namespace === undefined ? name : `${namespace}/${name}`}
                        {live === undefined && <span class="badge">missing</span>}
                    </summary>
                    {live === undefined ? (
                        <p>It is not in the cluster.</p>
                    ) : (
                        <Yaml text={live} label={`${kind} ${name}`} />
                    )}
                </details>
            ))}
        </>
    );
}
