import { isDeferred } from "./deferred";
import type { Defer, Problem, Rule } from "./problem";
import { deferrable, rule } from "./rule";
import { suggestion } from "./suggestion";

const plainObject = rule("an object", isPlainObject);
const array = rule("a list", Array.isArray);

/** A rule for every property of `Args`. The type makes sure that no property is forgotten. */
export type RulesOf<Args extends object> = { [Name in keyof Required<Args>]: Rule };

/**
 * Accepts undefined, or what the rule accepts. An Output must have a value, because which arguments are given has to be
 * known at construction.
 */
export function optional(inner: Rule): Rule {
    return (value, path, defer) => (value === undefined ? [] : inner(value, path, defer));
}

/**
 * Applies a rule to a value that decides which resources exist and therefore has to be known at construction. For a
 * list or a map, this applies to which elements it has; the elements have rules of their own.
 */
export function plain(inner: Rule): Rule {
    return (value, path, defer) => inner(value, path, isDeferred(value) ? undefined : defer);
}

/** Applies a rule, and further checks if the value passes it. */
export function refined(inner: Rule, more: (value: never, path: string) => Problem[]): Rule {
    return deferrable((value, path, defer) => or(inner(value, path, defer), () => more(value as never, path)));
}

/** Applies a rule whose errors do not show the value: for passwords and tokens. */
export function secret(inner: Rule): Rule {
    return (value, path, defer) =>
        inner(value, path, defer && ((at, rule) => defer(at, secret(rule)))).map((problem) => ({
            ...problem,
            message: problem.message.replace(/, but is .*$/s, ", but is not"),
        }));
}

/** Accepts a value that any of the rules accepts. If none does, the error says what each of them accepts. */
export function either(...rules: Rule[]): Rule {
    return deferrable((value, path, defer) => {
        const attempts = rules.map((inner) => attempt(inner, value, path, defer));
        const accepted = attempts.find(({ problems }) => problems.length === 0);
        if (accepted) {
            accepted.commit();
            return [];
        }
        const allowed = attempts
            .flatMap(({ problems }) => problems)
            .map(({ message }) => message.replace(/^must be |, (known before .*|but is .*)$/gs, ""));
        return rule(allowed.join("; or "), () => false)(value, path);
    });
}

/** Accepts a list whose elements pass the rule. */
export function listOf(inner: Rule): Rule {
    return deferrable((value, path, defer) =>
        or(array(value, path), () =>
            (value as unknown[]).flatMap((element, index) => inner(element, `${path}[${index}]`, defer)),
        ),
    );
}

/** Accepts an object with any keys, whose values pass the rule and whose keys pass `names`. */
export function recordOf(inner: Rule, names?: Rule): Rule {
    return deferrable((value, path, defer) =>
        or(plainObject(value, path), () =>
            Object.entries(value as object).flatMap(([name, element]) => [
                ...(names?.(name, `a name in ${path}`) ?? []),
                ...inner(element, within(path, name), defer),
            ]),
        ),
    );
}

/** Accepts an object with the given keys only. */
export function objectOf<Args extends object>(rules: RulesOf<Args>): Rule {
    const names = Object.keys(rules);
    return deferrable((value, path, defer) =>
        or(plainObject(value, path), () => [
            ...Object.entries<Rule>(rules).flatMap(([name, inner]) =>
                inner((value as Record<string, unknown>)[name], within(path, name), defer),
            ),
            ...Object.keys(value as object)
                .filter((name) => !names.includes(name))
                .map((name) => ({ path: within(path, name), message: `is not an argument${suggestion(name, names)}` })),
        ]),
    );
}

/** Returns the path of a property in the form for messages. */
export function within(path: string, name: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === "" ? name : `${path}.${name}`;
}

/** Applies a rule and holds its deferred checks back until `commit` is called. */
function attempt(inner: Rule, value: unknown, path: string, defer: Defer | undefined) {
    const held: Parameters<Defer>[] = [];
    const problems = inner(value, path, defer && ((...taken) => held.push(taken)));
    return { problems, commit: () => held.forEach((taken) => defer?.(...taken)) };
}

function or(problems: Problem[], more: () => Problem[]): Problem[] {
    return problems.length > 0 ? problems : more();
}

function isPlainObject(value: unknown): boolean {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
