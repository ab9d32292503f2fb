import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { required } from "./support/environment";
import { Program } from "./support/program";
import { summary } from "./support/steps";

// Go compiles the SDK once.
jest.setTimeout(300_000);

const withoutComponents: string[] = [];

beforeAll(() => {
    process.env.PATH = [required("K3S_TEST_LANGUAGES_PATH"), process.env.PATH].join(delimiter);
});

describe.each([
    ["yaml", withoutComponents],
    ["python", ["create Greeting greeting"]],
    ["go", ["create Greeting greeting"]],
])("a program in %s", (language, components) => {
    const project = `e2e-languages-${language}`;
    let stack: Program;

    beforeAll(async () => {
        const folder = join(__dirname, "languages", language);
        const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
        stack = await Program.create(project, Object.fromEntries(files) as Record<string, string>);
        await stack.setConfig("name", "world");
        await stack.setSecret("password", "hunter2-of-languages");
    });
    afterAll(() => stack.remove());

    it("is previewed and brought up, with its outputs", async () => {
        const expected = [...components, `create Stack ${project}-test`];
        const preview = await stack.preview();
        expect(preview.warnings).toEqual([]);
        expect(summary(preview.steps)).toEqual(expected);
        expect(summary((await stack.up()).steps)).toEqual(expected);
        expect(await stack.outputs()).toEqual({ greeting: "Hello, world!", password: "hunter2-of-languages" });
        expect(stack.state()).not.toContain("hunter2");
    });

    it("changes with its configuration", async () => {
        await stack.setConfig("name", "moon");
        await stack.up();
        expect(await stack.outputs()).toMatchObject({ greeting: "Hello, moon!" });
    });

    it("is destroyed", async () => {
        await stack.destroy();
        expect(JSON.parse(stack.state())).not.toHaveProperty("checkpoint.latest.resources");
    });
});
