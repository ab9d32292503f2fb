import type { Registration } from "./recorded-program";

/** `Kind name`, without the program's own stack, sorted. */
export function shapeOf(registrations: Registration[]): string[] {
    return registrations.map(labelOf).sort();
}

/** The registrations below a parent, by its `Kind name`. */
export function childrenOf(registrations: Registration[], parent: string): Registration[] {
    return registrations.filter((its) => urnLabel(its.parent) === parent);
}

/** `Kind name` of a URN; empty where there is none. */
export function urnLabel(urn: string): string {
    const [, , types = "", name = ""] = urn.split("::");
    const type = types.split("$").at(-1) ?? "";
    return urn === "" ? "" : `${kindOf(type)} ${name}`;
}

/** What stands in `inputs` as a secret. */
export function isSecret(value: unknown): boolean {
    return typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;
}

function labelOf({ type, name }: Registration): string {
    return `${kindOf(type)} ${name}`;
}

/** The class of a token; of providers, `Provider`. */
function kindOf(type: string): string {
    return type.startsWith("pulumi:providers:")
        ? `${type.slice("pulumi:providers:".length)}-Provider`
        : (type.split(/[:/]/).at(-1) ?? "");
}
