import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { componentArguments } from "./walk/declared";

it("the arguments of every component are walked", () => {
    const texts = globSync("*.test.ts", { cwd: __dirname }).map((file) => readFileSync(join(__dirname, file), "utf8"));
    const walked = texts.flatMap((text) => [...text.matchAll(/ type: "(\w+)"/g)].map(([, type]) => type));
    expect([...new Set(walked)].sort()).toEqual(componentArguments().sort());
});
