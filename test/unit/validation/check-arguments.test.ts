import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as v from "../../../sdk/nodejs/validation";
import { failureOf, valueOf } from "../support/recorded-program";
import { says } from "../../support/says";

interface Args {
    apiPort?: pulumi.Input<number>;
    agents?: number;
    password?: pulumi.Input<string>;
    mirrors?: pulumi.Input<{ host: pulumi.Input<string>; ports: pulumi.Input<pulumi.Input<number>[]> }>;
    via?: pulumi.Input<string>;
}

const rules: v.RulesOf<Args> = {
    apiPort: v.optional(v.port),
    agents: v.optional(v.plain(v.integer(0))),
    password: v.optional(v.secret(v.dnsLabel)),
    mirrors: v.optional(v.objectOf<{ host: unknown; ports: unknown }>({ host: v.nonBlank, ports: v.listOf(v.port) })),
    via: v.optional(v.either(v.port, v.oneOf("node", "api"))),
};

function messageFor(args: object, relations?: () => v.Problem[]): string {
    try {
        v.checkArguments<Args>("Cluster", "dev", args, rules, relations);
    } catch (error) {
        expect(error).toBeInstanceOf(v.ArgumentError);
        return (error as Error).message;
    }
    return "";
}

describe("checkArguments", () => {
    it("accepts what obeys the rules", () => {
        expect(messageFor({ apiPort: 6443, mirrors: { host: "a", ports: [1] } })).toBe("");
    });

    it("names the component, every wrong argument, its value and what is allowed", () => {
        expect(messageFor({ apiPort: 70000, agents: -1 })).toBe(
            'The arguments of Cluster "dev" are not valid:\n' +
                "  apiPort must be an integer from 1 to 65535, but is 70000\n" +
                "  agents must be an integer, at least 0, but is -1",
        );
    });

    it("shows the way to a value inside an argument", () => {
        expect(messageFor({ mirrors: { host: "a", ports: [1, 0] } })).toContain("mirrors.ports[1] must be");
    });

    it("says which values either rule allows", () => {
        expect(messageFor({ via: "x" })).toMatch(says('via … integer … 1 to 65535 … "node" … "api" … "x"'));
    });

    it.each([
        ["agent", 'agent is not an argument; did you mean "agents"?'],
        ["apiport", 'apiport is not an argument; did you mean "apiPort"?'],
        ["colour", "colour is not an argument; there are: agents, apiPort, mirrors, password, via"],
    ])("refuses the unknown argument %s", (name, message) => {
        expect(messageFor({ [name]: 1 })).toContain(message);
    });

    it("keeps the value of a secret out of the error", () => {
        const message = messageFor({ password: "Hunter, but is 2" });
        expect(message).toContain("password must be a DNS label");
        expect(message).not.toContain("Hunter");
        expect(message).not.toContain("2\n");
    });

    it("says that an Output is not known in time, where the value decides which resources there are", () => {
        expect(messageFor({ agents: pulumi.output(1) })).toMatch(
            says("agents … integer … least 0 … known before anything … created … Output"),
        );
    });

    it("says when there are no arguments at all", () => {
        expect(messageFor(null as unknown as object)).toMatch(says("arguments … object … null"));
    });

    it("reports relations only between arguments that are fine by themselves", () => {
        const relations = () => [{ path: "agents", message: "must not be more than ports" }];
        expect(messageFor({ agents: 1 }, relations)).toContain("agents must not be more than ports");
        expect(messageFor({ apiPort: 0 }, relations)).not.toContain("agents");
    });
});

describe("an argument that is an Output", () => {
    const check = (args: Args, relations?: () => v.Relation[]) =>
        v.checkArguments<Args>("Cluster", "dev", args, rules, relations);
    const reasonOf = async (value: unknown) => String(await failureOf(value as pulumi.Output<unknown>));
    const unknownValue = () => pulumi.output(pulumi.unknown);

    it("is passed on when it obeys the rule, a Promise too", async () => {
        const { apiPort, via } = check({ apiPort: pulumi.output(6443), via: Promise.resolve("node") });
        expect(await valueOf(apiPort as pulumi.Output<number>)).toBe(6443);
        expect(await valueOf(via as pulumi.Output<string>)).toBe("node");
    });

    it("is refused when it turns out to be nothing, though it may be left out", async () => {
        expect(await reasonOf(check({ apiPort: pulumi.output(undefined) as never }).apiPort)).toMatch(
            says("apiPort … integer … 1 to 65535 … missing"),
        );
    });

    it("is refused when it is known, in the words that a plain value is refused in", async () => {
        const expected = messageFor({ apiPort: 0 });
        expect(await reasonOf(check({ apiPort: pulumi.output(0) }).apiPort)).toContain(expected);
    });

    it("leaves what is beside it as it was", () => {
        const list = [1, 2];
        const { mirrors, agents } = check({ agents: 1, mirrors: { host: pulumi.output("a"), ports: list } });
        expect(agents).toBe(1);
        expect((mirrors as { ports: number[] }).ports).toBe(list);
    });

    it("may be in any place, or be the whole, and is refused by its place", async () => {
        const element = check({ mirrors: { host: "a", ports: [1, pulumi.output(0)] } }).mirrors;
        expect(await reasonOf((element as { ports: unknown[] }).ports[1])).toContain("mirrors.ports[1] must be");
        const whole = check({ mirrors: pulumi.output({ host: "a", ports: [1, 0] }) }).mirrors;
        expect(await reasonOf(whole)).toContain("mirrors.ports[1] must be");
    });

    it("does not keep known values from being refused at once", () => {
        expect(messageFor({ apiPort: pulumi.output(1), agents: -1 })).toContain("agents must be");
    });

    it("stays a secret, and out of the error", async () => {
        expect(await pulumi.isSecret(check({ via: pulumi.secret("node") }).via as pulumi.Output<string>)).toBe(true);
        for (const wrong of [{ via: pulumi.secret("Hunter2") }, { password: pulumi.output("Hunter2") }]) {
            const [refused] = Object.values(check(wrong)) as [pulumi.Output<string>];
            const reason = await reasonOf(refused);
            expect(reason).toContain("ArgumentError");
            expect(reason).not.toContain("Hunter2");
        }
    });

    it("is not checked in a preview in which it is not known", async () => {
        const { apiPort } = check({ apiPort: unknownValue() as never });
        expect(await (apiPort as unknown as { isKnown: Promise<boolean> }).isKnown).toBe(false);
    });

    it("fails with what it fails with", async () => {
        const failing = pulumi.output(1).apply((): number => {
            throw new Error("no such image");
        });
        void failureOf(failing);
        expect(await reasonOf(check({ apiPort: failing }).apiPort)).toContain("no such image");
    });

    describe("between arguments", () => {
        const both = (args: Args) => () => [
            v.relation({ apiPort: args.apiPort, via: args.via }, (known) =>
                known.apiPort === 1 ? [{ path: "via", message: `cannot be ${String(known.via)} on port 1` }] : [],
            ),
        ];

        it("is looked at when all of them are known, and each of the Outputs waits for that", async () => {
            for (const args of [
                { apiPort: pulumi.output(1), via: "node" },
                { apiPort: 1, via: pulumi.output("node") },
                { apiPort: pulumi.output(1), via: pulumi.output("node") },
            ]) {
                const checked = check(args, both(args));
                for (const value of [checked.apiPort, checked.via]) {
                    if (typeof value === "string" || typeof value === "number") continue;
                    expect(await reasonOf(value)).toContain("via cannot be node on port 1");
                }
            }
        });

        it("is not looked at while one is unknown, and keeps no other one unknown", async () => {
            const args = { apiPort: pulumi.output(1), via: unknownValue() as never };
            expect(await valueOf(check(args, both(args)).apiPort as pulumi.Output<number>)).toBe(1);
        });

        it("is looked at after each is fine by itself", async () => {
            const args = { apiPort: pulumi.output(1), via: pulumi.output("x") };
            expect(await reasonOf(check(args, both(args)).via)).toContain("via must be an integer");
        });
    });
});

it("an error keeps its words, and is inspected as no more than them, whatever Pulumi hangs on it", () => {
    const error = new v.ArgumentError("Cluster", "dev", [{ path: "agents", message: "must be fewer" }]);
    const { message } = error;
    error.message = `error serializing property "name": ${message}`;
    Object.assign(error, { promise: { held: "a great deal" } });
    expect(error.message).toBe(message);
    expect(String(error)).toContain("agents must be fewer");
    expect(inspect(error)).not.toContain("a great deal");
});

it("plainValue gives plain values only", () => {
    expect(v.plainValue(1)).toBe(1);
    expect(v.plainValue(pulumi.output(1))).toBeUndefined();
    expect(v.plainValue(Promise.resolve(1))).toBeUndefined();
});
