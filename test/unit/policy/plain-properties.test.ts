import * as policy from "@pulumi/policy";
import { entriesOf, later, plainProperties } from "../../../policy/plain-properties";

// Left out of the declarations.
const { unknownCheckingProxy } = policy as unknown as { unknownCheckingProxy: (properties: object) => object };
/** What stands for a text that is not known yet. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

it("has everything that is known, and a mark in place of what is not", () => {
    const given = unknownCheckingProxy({
        image: "api:1",
        privileged: false,
        user: null,
        ports: [{ internal: 80, ip: unknownText }],
        envs: ["A=1", unknownText],
        uploads: unknownText,
    });
    expect(plainProperties(given)).toEqual({
        image: "api:1",
        privileged: false,
        user: null,
        ports: [{ internal: 80, ip: later }],
        envs: ["A=1", later],
        uploads: later,
    });
});

it.each([
    [[{ a: 1 }, later, "text", null], [{ a: 1 }]],
    [later, []],
    [undefined, []],
])("%p has the entries %p", (list, entries) => expect(entriesOf(list)).toEqual(entries));
