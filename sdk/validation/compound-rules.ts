import type { Problem, Rule } from "./problem";
import { isLater, rule } from "./rule";
import { suggestion } from "./suggestion";

const plainObject = rule("an object", isPlainObject);
const array = rule("a list", Array.isArray);

/** A rule for every property of `Args`, so that a new one cannot be forgotten. */
export type RulesOf<Args extends object> = { [Name in keyof Required<Args>]: Rule };

/** The rule, or no value. */
export function optional(inner: Rule): Rule {
    return (value, path) => (value === undefined ? [] : inner(value, path));
}

/** The rule, or a value that is not known yet: the latter is checked when it is, with `checkedInput`. */
export function input(inner: Rule): Rule {
    return (value, path) => (isLater(value) ? [] : inner(value, path));
}

/** The rule, with an error that says nothing of the value: for passwords and tokens. */
export function secret(inner: Rule): Rule {
    return (value, path) =>
        inner(value, path).map((problem) => ({
            ...problem,
            message: problem.message.replace(/, but is .*$/s, ", but is not"),
        }));
}

/** Fine by any of the rules; where none agrees, all say what they allow. */
export function either(...rules: Rule[]): Rule {
    return (value, path) => {
        const problems = rules.map((inner) => inner(value, path));
        if (problems.some((found) => found.length === 0)) return [];
        const allowed = problems
            .flat()
            .map(({ message }) => message.replace(/^must be |, (known before .*|but is .*)$/gs, ""));
        return rule(allowed.join("; or "), () => false)(value, path);
    };
}

/** A list whose every element obeys the rule. */
export function listOf(inner: Rule): Rule {
    return (value, path) =>
        or(array(value, path), () =>
            (value as unknown[]).flatMap((element, index) => inner(element, `${path}[${index}]`)),
        );
}

/** An object with any names, whose every value obeys the rule, and whose names obey `names`. */
export function recordOf(inner: Rule, names?: Rule): Rule {
    return (value, path) =>
        or(plainObject(value, path), () =>
            Object.entries(value as object).flatMap(([name, element]) => [
                ...(names?.(name, `a name in ${path}`) ?? []),
                ...inner(element, within(path, name)),
            ]),
        );
}

/** An object with these names and no others. */
export function objectOf<Args extends object>(rules: RulesOf<Args>): Rule {
    const names = Object.keys(rules);
    return (value, path) =>
        or(plainObject(value, path), () => [
            ...Object.entries<Rule>(rules).flatMap(([name, inner]) =>
                inner((value as Record<string, unknown>)[name], within(path, name)),
            ),
            ...Object.keys(value as object)
                .filter((name) => !names.includes(name))
                .map((name) => ({ path: within(path, name), message: `is no argument${suggestion(name, names)}` })),
        ]);
}

function or(problems: Problem[], more: () => Problem[]): Problem[] {
    return problems.length > 0 ? problems : more();
}

function within(path: string, name: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === "" ? name : `${path}.${name}`;
}

function isPlainObject(value: unknown): boolean {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
