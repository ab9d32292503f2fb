// Tells which test files a word means, and which parts of the set-up they need.
//   needed-parts.mjs files WORD...    prints the test files on real parts whose paths hold all words
//   needed-parts.mjs parts FILE...    prints the parts that these files, and what they import, speak of
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** In the order in which the set-up takes them. */
const parts = [
    ["node", () => true],
    ["pulumi", isProgram],
    ["docker", () => true],
    ["node-image", () => true],
    ["web-image", speaksOf(/K3S_TEST_WEB_IMAGE|examples\/quickstart/)],
    ["plugins", isProgram],
    ["helm", speaksOf(/HELM_BINARY/)],
    ["kubectl", speaksOf(/KUBECTL_BINARY|kubectl/)],
    ["registry-image", speaksOf(/K3S_TEST_REGISTRY_IMAGE/)],
    ["operator-images", speaksOf(/pulumi-k3s-operator|examples\/operator/)],
    ["references-image", speaksOf(/pulumi-k3s-references|examples\/references/)],
    ["contract-image", speaksOf(/contract-server/)],
    ["podman", speaksOf(/podman/i)],
    ["chromium", speaksOf(/K3S_TEST_CHROMIUM/)],
    ["other-languages", speaksOf(/K3S_TEST_LANGUAGES_PATH|K3S_TEST_SDKS/)],
    ["current-docker", speaksOf(/K3S_TEST_CURRENT_DOCKER/)],
];

function isProgram(file) {
    return /^test\/(e2e|faults|current-docker)\//.test(file);
}

function speaksOf(pattern) {
    return (file) => textsOf(file).some((text) => pattern.test(text));
}

/** The texts of a file and of all that it imports from below test/. */
function textsOf(file, seen = new Map()) {
    if (seen.has(file)) return [];
    const text = readFileSync(file, "utf8");
    seen.set(file, text);
    for (const [, specifier] of text.matchAll(/(?:from|import|import\()\s*"(\.{1,2}\/[^"]+)"/g)) {
        const path = `${join(dirname(file), specifier)}.ts`;
        if (path.startsWith("test/") && existsSync(path)) textsOf(path, seen);
    }
    return [...seen.values()];
}

function files(words) {
    const all = globSync("test/{provider,offline,e2e,faults,current-docker}/**/*.test.ts").sort();
    return all.filter((file) => words.every((word) => file.includes(word)));
}

const [command, ...given] = process.argv.slice(2);
const answers = {
    files: () => files(given),
    parts: () => parts.filter(([, needs]) => given.some(needs)).map(([part]) => part),
};
console.log(answers[command]().join("\n"));
