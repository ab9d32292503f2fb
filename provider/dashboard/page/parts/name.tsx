import { nameParts } from "../view/names";

/** A name that keeps its end where there is no room for all of it. */
export function Name({ name, full = name }: { name: string; full?: string }) {
    const { head, tail } = nameParts(name);
    return (
        <span class="own" title={full}>
            <span class="head">{head}</span>
            {tail !== "" && <span class="tail">{tail}</span>}
        </span>
    );
}
