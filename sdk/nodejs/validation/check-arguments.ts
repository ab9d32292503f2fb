import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "./argument-error";
import { objectOf, type RulesOf, secret, within } from "./compound-rules";
import { deferredIn, isDeferred, isMap } from "./deferred";
import type { Problem, Rule } from "./problem";

/** A problem with a combination of arguments, or a check of several arguments that runs when all of them are known. */
export type Relation = Problem | { readonly between: object; problems(known: never): Problem[] };

/**
 * Returns a check of a combination of arguments that may be Outputs.
 *
 * @example relation({ podSubnet, serviceSubnet }, (known) => overlap(known.podSubnet, known.serviceSubnet))
 */
export function relation<Between extends object>(
    between: Between,
    problems: (known: pulumi.Unwrap<Between>) => Problem[],
): Relation {
    return { between, problems };
}

/**
 * Checks a component's arguments and refuses unknown ones. Known values are checked at once, and all problems are
 * reported together, before anything is created. Outputs are checked as soon as they are known, by the same rules and
 * with the same messages.
 *
 * @param relations the checks of combinations of arguments; called only if each argument is valid by itself.
 * @returns the arguments, in which each Output yields its value only if the value is valid. A secret stays a secret,
 * and errors do not show it.
 * @throws ArgumentError with every problem found.
 *
 * @example
 * const { cluster, namespace } = checkArguments<Args>("Example", name, args, {
 *     cluster: clusterRule,
 *     agents: optional(plain(integer(0, 50))),
 *     namespace: optional(dnsLabel),
 *     podSubnet: optional(cidr),
 *     serviceSubnet: optional(cidr),
 *     transform: optional(anything),
 * }, () => [relation({ pods: args.podSubnet, services: args.serviceSubnet }, overlap)]);
 */
export function checkArguments<Args extends object>(
    component: string,
    componentName: string,
    args: Args,
    rules: RulesOf<Args>,
    relations: () => Relation[] = () => [],
): Args {
    const refuse = (problems: Problem[]) => {
        if (problems.length > 0) throw new ArgumentError(component, componentName, problems);
    };
    const deferred = new Map<string, Rule>();
    const single = objectOf<Args>(rules)(args, "", (path, rule) => deferred.set(path, rule)).map((problem) =>
        problem.path === "" ? { ...problem, path: "The arguments" } : problem,
    );
    refuse(single);
    const own = new Map<unknown, pulumi.Output<unknown>>();
    const known = replaced(args, "", (value, path) => {
        const rule = deferred.get(path);
        if (!rule) return value;
        const checkedValue = checked(pulumi.output(value), (found, isSecret) => {
            refuse((isSecret ? secret(rule) : rule)(found, path));
        });
        own.set(value, checkedValue);
        return checkedValue;
    });
    const gates = gatesOf(relations(), own, refuse);
    return replaced(known, "", (value) => {
        const passed = gates.filter(({ waiting }) => waiting.has(value)).map((gate) => gate.passed);
        return passed.length === 0 ? value : checked(value as pulumi.Output<unknown>, () => Promise.all(passed));
    }) as Args;
}

/**
 * Checks the combinations of known arguments at once. For the others, returns promises for which the Outputs in the
 * combination wait.
 */
function gatesOf(
    relations: Relation[],
    own: Map<unknown, pulumi.Output<unknown>>,
    refuse: (problems: Problem[]) => void,
): { waiting: Set<unknown>; passed: Promise<unknown> }[] {
    const found = relations.filter((one): one is Problem => !("between" in one));
    const all = relations
        .filter((one) => "between" in one)
        .map((one) => {
            const of = replaced(one.between, "", (value) => own.get(value) ?? value);
            return { of, waiting: deferredIn(of), problems: (known: unknown) => one.problems(known as never) };
        });
    const plain = all.filter(({ waiting }) => waiting.size === 0);
    refuse([...found, ...plain.flatMap(({ of, problems }) => problems(of))]);
    return all
        .filter(({ waiting }) => waiting.size > 0)
        .map(({ of, waiting, problems }) => ({
            waiting,
            passed: promiseOf(
                checked(pulumi.output(of), (known, isSecret) => {
                    refuse(isSecret ? problems(known).map(withoutReason) : problems(known));
                }),
            ),
        }));
}

function withoutReason({ path }: Problem): Problem {
    return { path, message: "does not go with another argument; as one of them is a secret, the reason is not shown" };
}

/** Returns an Output that fails with what the check throws. */
function checked<T>(output: pulumi.Output<T>, check: (known: T, isSecret: boolean) => unknown): pulumi.Output<T> {
    const result: pulumi.Output<T> = output.apply(async (known) => {
        await check(known, await pulumi.isSecret(output));
        return known;
    });
    // The user of the Output gets its failure. Its other promises fail too and nobody awaits all of them, so their
    // rejections are handled here.
    const parts = result as unknown as Record<"isKnown" | "isSecret", Promise<unknown>> & {
        promise(): Promise<unknown>;
        allResources(): Promise<unknown>;
    };
    for (const part of [parts.promise(), parts.isKnown, parts.isSecret, parts.allResources()]) {
        part.catch(() => undefined);
    }
    return result;
}

/**
 * Returns the promise of an output. In a preview that does not know the value, it resolves without a value, and nothing
 * is checked.
 */
function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
    return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Returns the same lists and maps with deferred values replaced. */
function replaced(value: unknown, path: string, by: (deferred: unknown, path: string) => unknown): unknown {
    if (isDeferred(value)) return by(value, path);
    if (deferredIn(value).size === 0) return value;
    if (Array.isArray(value)) return value.map((element, index) => replaced(element, `${path}[${index}]`, by));
    if (!isMap(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([name, element]) => [name, replaced(element, within(path, name), by)]),
    );
}
