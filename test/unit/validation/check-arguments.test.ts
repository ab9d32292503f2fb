import * as pulumi from "@pulumi/pulumi";
import * as v from "../../../sdk/validation";

interface Args {
    apiPort?: number;
    agents?: number;
    password?: string;
    mirrors?: { host: string; ports: number[] };
    via?: string;
}

const rules: v.RulesOf<Args> = {
    apiPort: v.optional(v.port),
    agents: v.optional(v.integer(0)),
    password: v.optional(v.secret(v.dnsLabel)),
    mirrors: v.optional(v.objectOf<NonNullable<Args["mirrors"]>>({ host: v.nonBlank, ports: v.listOf(v.port) })),
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
        expect(messageFor({ via: "x" })).toContain(
            'via must be an integer from 1 to 65535; or "node" or "api", but is "x"',
        );
    });

    it.each([
        ["agent", 'agent is no argument; did you mean "agents"?'],
        ["apiport", 'apiport is no argument; did you mean "apiPort"?'],
        ["colour", "colour is no argument; there are: agents, apiPort, mirrors, password, via"],
    ])("refuses the unknown argument %s", (name, message) => {
        expect(messageFor({ [name]: 1 })).toContain(message);
    });

    it("keeps the value of a secret out of the error", () => {
        const message = messageFor({ password: "Hunter, but is 2" });
        expect(message).toContain("password must be a DNS label");
        expect(message).not.toContain("Hunter");
        expect(message).not.toContain("2\n");
    });

    it("says that an Output is not known in time", () => {
        expect(messageFor({ apiPort: pulumi.output(1) })).toContain(
            "apiPort must be an integer from 1 to 65535, known before anything is created, but is an Output",
        );
    });

    it("says when there are no arguments at all", () => {
        expect(messageFor(null as unknown as object)).toContain("The arguments must be an object, but is null");
    });

    it("reports relations only between arguments that are fine by themselves", () => {
        const relations = () => [{ path: "agents", message: "must not be more than ports" }];
        expect(messageFor({ agents: 1 }, relations)).toContain("agents must not be more than ports");
        expect(messageFor({ apiPort: 0 }, relations)).not.toContain("agents");
    });
});

describe("checkedInput", () => {
    // An Output that fails has several promises that do; only one of them is looked at here.
    const resolve = <T>(output: pulumi.Output<T>) => {
        const parts = output as unknown as Record<"isKnown" | "isSecret" | "allResources", unknown> & {
            promise(): Promise<T>;
        };
        for (const part of [parts.isKnown, parts.isSecret]) void (part as Promise<unknown>).catch(() => undefined);
        void (parts.allResources as () => Promise<unknown>)().catch(() => undefined);
        return parts.promise();
    };

    it("passes a value that obeys the rule", async () => {
        const output = v.checkedInput("Cluster", "dev", "namespace", Promise.resolve("shop"), v.dnsLabel);
        await expect(resolve(output)).resolves.toBe("shop");
    });

    it("refuses one that does not, once it is known", async () => {
        const output = v.checkedInput("Cluster", "dev", "namespace", pulumi.output("No"), v.dnsLabel);
        await expect(resolve(output)).rejects.toThrow(/namespace must be a DNS label .*, but is "No"/);
    });

    it("keeps a secret a secret, and out of the error", async () => {
        const fine = v.checkedInput("Cluster", "dev", "token", pulumi.secret("abc"), v.dnsLabel);
        await expect(pulumi.isSecret(fine)).resolves.toBe(true);
        const wrong = v.checkedInput("Cluster", "dev", "token", pulumi.secret("Hunter2"), v.dnsLabel);
        const error = await resolve(wrong).catch((reason: unknown) => reason as Error);
        expect(error).toBeInstanceOf(v.ArgumentError);
        expect(String(error)).not.toContain("Hunter2");
    });
});

it("known gives plain values only", () => {
    expect(v.known(1)).toBe(1);
    expect(v.known(pulumi.output(1))).toBeUndefined();
    expect(v.known(Promise.resolve(1))).toBeUndefined();
});
