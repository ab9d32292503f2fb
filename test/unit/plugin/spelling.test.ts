import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageOf } from "../../../provider/plugin/program-language";
import { spellingOf } from "../../../provider/plugin/spelling";

describe("the path of an argument", () => {
    it.each([
        ["python", "timeoutSeconds", "timeout_seconds"],
        ["python", "server.ports[0].hostIP", "server.ports[0].host_ip"],
        [
            "python",
            'registries.configs["theRegistry:5000"].insecureSkipVerify',
            'registries.configs["theRegistry:5000"].insecure_skip_verify',
        ],
        ["python", "agent.environment.someThing", "agent.environment.someThing"],
        ["python", "values.replicaCount", "values.replicaCount"],
        ["go", "registry.port", "Registry.Port"],
        ["go", "ports[0].hostIP", "Ports[0].HostIP"],
        ["dotnet", "timeoutSeconds", "TimeoutSeconds"],
        ["yaml", "timeoutSeconds", "timeoutSeconds"],
        [undefined, "timeoutSeconds", "timeoutSeconds"],
    ])("is in %s of %s: %s", (language, path, expected) => {
        expect(spellingOf(language)(path)).toBe(expected);
    });
});

describe("the language of a program", () => {
    let folder: string;

    beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-language-"));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each([
        ["a word", "name: shop\nruntime: python\n", "python"],
        ["settings", "name: shop\nruntime:\n  name: go\n  options: { binary: shop }\n", "go"],
        ["JSON", '{ "name": "shop", "runtime": "yaml" }', "yaml"],
        ["nothing that can be read", "name: [", undefined],
    ])("is that of its project, by %s", (_, text, expected) => {
        const program = join(folder, "program");
        mkdirSync(program, { recursive: true });
        writeFileSync(join(folder, "Pulumi.yaml"), text);
        expect(languageOf(program)).toBe(expected);
    });
});
