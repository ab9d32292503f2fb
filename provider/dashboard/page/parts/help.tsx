import { useEffect, useRef } from "preact/hooks";

const keys: [keys: string[], meaning: string][] = [
    [["/"], "Filter"],
    [["↑", "↓"], "Move"],
    [["→", "←"], "Open and close, or follow the graph"],
    [["Home", "End"], "First and last"],
    [["Enter"], "Details"],
    [["l"], "Logs of what is selected"],
    [["o"], "Open the address of an endpoint, in the tree"],
    [["t"], "Tree"],
    [["g"], "Graph"],
    [["Esc"], "Clear the filter, close the details"],
    [["?"], "These keys"],
];

export function Help({ close }: { close: () => void }) {
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => dialog.current?.showModal(), []);
    return (
        <dialog ref={dialog} class="help" aria-labelledby="keys" onClose={close}>
            <h2 id="keys">Keys</h2>
            <dl>
                {keys.map(([names, meaning]) => (
                    <div key={meaning}>
                        <dt>
                            {names.map((name) => (
                                <kbd key={name}>{name}</kbd>
                            ))}
                        </dt>
                        <dd>{meaning}</dd>
                    </div>
                ))}
            </dl>
            <div class="buttons">
                <button type="button" class="main" onClick={close}>
                    Close
                </button>
            </div>
        </dialog>
    );
}
