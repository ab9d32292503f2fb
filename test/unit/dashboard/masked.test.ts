import { masked, maskedObject, maskedValues, secretValues, valuesAt } from "../../../provider/dashboard/masked";

const mark = "[redacted]";

it("hides what a name tells to be secret, and leaves what only speaks of secrets", () => {
    expect(
        masked({
            password: "hunter2",
            pin_token: 1234,
            secretName: "store",
            automountServiceAccountToken: false,
            env: [
                { name: "DB_PASSWORD", value: "hunter2" },
                { name: "COLOR", value: "red" },
                { name: "DB_USER", valueFrom: { secretKeyRef: { name: "store", key: "user" } } },
            ],
            args: ["--user", "me", "--password", "hunter2", "--api-key=hunter2"],
        }),
    ).toEqual({
        password: mark,
        pin_token: mark,
        secretName: "store",
        automountServiceAccountToken: false,
        env: [
            { name: "DB_PASSWORD", value: mark },
            { name: "COLOR", value: "red" },
            { name: "DB_USER", valueFrom: { secretKeyRef: { name: "store", key: "user" } } },
        ],
        args: ["--user", "me", "--password", mark, `--api-key=${mark}`],
    });
});

it("hides what has the form of a secret within a text, and what is known to be one", () => {
    const text = "url: postgres://me:hunter2@db/x\npassword: hunter2\ncolor: red\n";
    expect(masked({ "app.conf": text })).toEqual({
        "app.conf": `url: postgres://me:${mark}@db/x\npassword: ${mark}\ncolor: red\n`,
    });
    expect(masked({ greeting: "hello planted-value", whole: "planted-value" }, ["planted-value"])).toEqual({
        greeting: `hello ${mark}`,
        whole: mark,
    });
});

it("of a Secret shows the names alone, and of all objects neither who wrote them nor what was applied", () => {
    const shown = maskedObject({
        apiVersion: "v1",
        kind: "Secret",
        metadata: {
            name: "store",
            managedFields: [{ manager: "kubectl" }],
            annotations: {
                "kubectl.kubernetes.io/last-applied-configuration": '{"data":{"a":"cGxhbnRlZA=="}}',
                a: "b",
            },
        },
        data: { color: "cGxhbnRlZA==" },
        stringData: { shade: "planted" },
        type: "Opaque",
    });
    expect(shown).toEqual({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "store", annotations: { a: "b" } },
        data: { color: mark },
        stringData: { shade: mark },
        type: "Opaque",
    });
});

it("takes of Secrets and values what is worth to look for", () => {
    const stringData = {
        username: "postgres",
        "db.name": "database",
        password: "hunter22 ",
        pin: "1234",
        "tls.key": "PEM PEM",
    };
    expect(secretValues([{ kind: "Secret", stringData }])).toEqual(["hunter22", "PEM PEM"]);
    const values = { a: { b: ["one-value", { c: "another-value" }], d: 1234567, e: true }, f: "not-this" };
    expect(
        valuesAt(values, [
            ["a", "b"],
            ["a", "d"],
            ["a", "e"],
            ["x", "y"],
        ]),
    ).toEqual(["one-value", "another-value", "1234567"]);
    expect(valuesAt(values, [])).toEqual([]);
});

it("of the values of a release hides what the program, the chart's Secrets or the names tell", () => {
    const known = secretValues([
        {
            kind: "Secret",
            data: { a: Buffer.from("from-a-secret").toString("base64") },
            stringData: { b: "plain-one" },
        },
        { kind: "ConfigMap", data: { c: "not-secret" } },
        null,
    ]);
    const values = {
        color: "red",
        root: "from-a-secret",
        more: ["x plain-one", "not-secret"],
        auth: { pin: 1234, user: "me" },
        credentials: { a: "b", list: [1] },
        list: [{ code: "xyz" }, { code: "abc" }],
    };
    expect(
        maskedValues(
            values,
            [
                ["auth", "pin"],
                ["list", "1", "code"],
            ],
            known,
        ),
    ).toEqual({
        color: "red",
        root: mark,
        more: [`x ${mark}`, "not-secret"],
        auth: { pin: mark, user: "me" },
        credentials: { a: mark, list: [mark] },
        list: [{ code: "xyz" }, { code: mark }],
    });
    expect(maskedValues({ color: "red", deep: { er: [true] } }, [[]], [])).toEqual({
        color: mark,
        deep: { er: [mark] },
    });
});
