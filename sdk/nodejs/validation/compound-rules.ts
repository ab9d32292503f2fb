import { isDeferred } from "./deferred";
import type { Defer, Problem, Rule } from "./problem";
import { deferrable, rule } from "./rule";
import { suggestion } from "./suggestion";

const plainObject = rule("an object", isPlainObject);
const array = rule("a list", Array.isArray);

/** A rule for every property of `Args`, so that a new one cannot be forgotten. */
export type RulesOf<Args extends object> = { [Name in keyof Required<Args>]: Rule };

/** The rule, or no value; an Output has to have one, because which arguments there are is known at construction. */
export function optional(inner: Rule): Rule {
    return (value, path, defer) => (value === undefined ? [] : inner(value, path, defer));
}

/**
 * The rule, for a value that decides which resources there are: it has to be known at construction. Of a list or a map
 * that holds for which elements it has; what is in them follows rules of its own.
 */
export function plain(inner: Rule): Rule {
    return (value, path, defer) => inner(value, path, isDeferred(value) ? undefined : defer);
}

/** The rule, and further problems of a value that obeys it. */
export function refined(inner: Rule, more: (value: never, path: string) => Problem[]): Rule {
    return deferrable((value, path, defer) => or(inner(value, path, defer), () => more(value as never, path)));
}

/** The rule, with an error that says nothing of the value: for passwords and tokens. */
export function secret(inner: Rule): Rule {
    return (value, path, defer) =>
        inner(value, path, defer && ((at, rule) => defer(at, secret(rule)))).map((problem) => ({
            ...problem,
            message: problem.message.replace(/, but is .*$/s, ", but is not"),
        }));
}

/** Fine by any of the rules; where none agrees, all say what they allow. */
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

/** A list whose every element obeys the rule. */
export function listOf(inner: Rule): Rule {
    return deferrable((value, path, defer) =>
        or(array(value, path), () =>
            (value as unknown[]).flatMap((element, index) => inner(element, `${path}[${index}]`, defer)),
        ),
    );
}

/** An object with any names, whose every value obeys the rule, and whose names obey `names`. */
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

/** An object with these names and no others. */
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

/** The place of a property, as messages write it. */
export function within(path: string, name: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === "" ? name : `${path}.${name}`;
}

/** What a rule says, with what it defers held back until it is the one that counts. */
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
