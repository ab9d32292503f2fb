import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    ArgumentError,
    Cluster,
    environment,
    type Reference,
    ServiceEndpoint,
    withReferences,
} from "../../../sdk/nodejs";
import { propertyRuns } from "../../support/property-runs";
import { failureOf, recordedProgram, valueOf } from "../support/recorded-program";
import { settled } from "../support/refusal";

let references: Reference[];

beforeAll(async () => {
    await recordedProgram();
    const dev = new Cluster("dev");
    const endpoint = (name: string, args: object) =>
        new ServiceEndpoint(name, { cluster: dev, service: "web", port: 80, ...args });
    references = [
        dev,
        new Cluster("constructor"),
        endpoint("web-1", {}),
        endpoint("forwarded", { via: "api", forContainers: true }),
        endpoint("unreachable", { via: "api" }),
    ];
});
afterAll(settled);

const paths = fc.constantFrom("/etc", "/etc/pulumi-k3s/dev/kubeconfig.yaml", "/data", "", "/");
const names = fc.constantFrom("mine", "project-stack-dev", "");
const variables = fc.oneof(
    fc.constantFrom("A=1", "B", "", "=", "KUBECONFIG=/etc/pulumi-k3s/dev/kubeconfig.yaml", "KUBECONFIG=", "KUBECONFIG"),
    fc.string({ maxLength: 10 }),
);

/** A value as a program gives it: plain, known later, a secret, or not at all. */
const given = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<pulumi.Input<Value | undefined>> =>
    fc.tuple(fc.oneof({ weight: 5, arbitrary: value }, fc.constant(undefined)), fc.nat(4)).map(([plain, how]) => {
        if (how === 0) return pulumi.output(plain) as pulumi.Output<Value | undefined>;
        if (how === 1) return pulumi.secret(plain) as pulumi.Output<Value | undefined>;
        return how === 2 ? Promise.resolve(plain) : plain;
    });
const list = <Value>(value: fc.Arbitrary<Value>) => given(fc.array(value, { maxLength: 3 }));
const upload = (file: fc.Arbitrary<string>) => fc.record({ file, content: given(fc.constant("x")) });
// What is refused only later is not in here: where something else is refused at once, nobody waits for that.
const containers = fc.record(
    {
        name: given(names),
        image: given(fc.constantFrom("api:dev", "")),
        user: fc.oneof(given(fc.constantFrom("1000", "1000:2000", "", ":", "0:app")), fc.constant("app")),
        envs: fc.oneof(list(fc.constantFrom("A=1", "B", "", "=")), fc.array(variables, { maxLength: 3 })),
        uploads: fc.oneof(list(upload(fc.constantFrom("/a", ""))), fc.array(upload(paths), { maxLength: 3 })),
        networksAdvanced: list(fc.record({ name: names })),
        hosts: list(
            fc.record({ host: fc.constantFrom("db", "host.docker.internal"), ip: fc.constant("host-gateway") }),
        ),
        volumes: list(fc.record({ containerPath: given(paths) })),
        mounts: list(fc.record({ target: paths, type: fc.constant("bind") })),
        tmpfs: given(fc.dictionary(paths, fc.constant(""), { maxKeys: 1 })),
        readOnly: given(fc.boolean()),
        networkMode: given(fc.constantFrom("bridge", "host", "none")),
    },
    { requiredKeys: [] },
) as unknown as fc.Arbitrary<docker.ContainerArgs>;
const chosen = fc.array(fc.nat(5), { maxLength: 4 });
/** One of them is none. */
const referred = (indexes: number[]) => indexes.map((index) => references[index]) as Reference[];

function made<Value>(make: () => Value): Value | undefined {
    try {
        return make();
    } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError);
        return undefined;
    }
}

/** Of every Output at any depth. */
function failuresIn(value: unknown): Promise<unknown>[] {
    if (pulumi.Output.isInstance(value)) return [failureOf(value)];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(failuresIn) : [];
}

it("any container can refer to anything, or is refused with what is in the way", async () => {
    await fc.assert(
        fc.asyncProperty(containers, chosen, async (args, indexes) => {
            const before = Object.keys(args);
            const all = made(() => withReferences(args, ...referred(indexes)));
            expect(Object.keys(args)).toEqual(before);
            if (!all) return;
            for (const failure of await Promise.all(failuresIn(all))) {
                if (failure !== undefined) expect(failure).toBeInstanceOf(ArgumentError);
            }
        }),
        propertyRuns,
    );
});

it("any references are an environment, or each that is none is named", async () => {
    await fc.assert(
        fc.asyncProperty(chosen, async (indexes) => {
            const values = made(() => environment(...referred(indexes)));
            expect(values === undefined).toBe(indexes.length === 0 || indexes.includes(5));
            for (const value of Object.values(values ?? {})) expect(await valueOf(value)).toEqual(expect.any(String));
        }),
        propertyRuns,
    );
});
