import { readFileSync } from "node:fs";
import { join } from "node:path";

interface PackageFile {
    name: string;
    version: string;
    dependencies: Record<string, string>;
}

it("the plugin from source is that of the package's version", () => {
    const read = (path: string) => JSON.parse(readFileSync(join(__dirname, "../../..", path), "utf8")) as PackageFile;
    const { name, version } = read("package.json");
    expect(read("plugin/package.json")).toMatchObject({ version, dependencies: { [name]: version } });
});
