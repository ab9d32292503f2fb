import { nameParts } from "../view/names";

/** A name whose end stays visible when there is too little room for all of it. */
export function Name({ name, full = name }: { name: string; full?: string }) {
    const { head, tail } = nameParts(name);
    if (tail === "") {
        return (
            <span class="own" title={full}>
                {name}
            </span>
        );
    }
    return (
        <span class="own parts" title={full}>
            <span class="head" aria-hidden="true">
                {head}
            </span>
            <span class="tail" aria-hidden="true">
                {tail}
            </span>
            <span class="unseen">{name}</span>
        </span>
    );
}
