// Exits with 0 when node_modules holds exactly what package-lock.json asks for.
import { existsSync, readFileSync } from "node:fs";

const packages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined);
const wanted = packages("package-lock.json");
const installed = packages("node_modules/.package-lock.json");

// An optional package may belong to another platform.
const isThere = ([path, { integrity, optional, peer }]) =>
    installed[path] ? installed[path].integrity === integrity && existsSync(path) : optional === true || peer === true;

const complete =
    installed !== undefined &&
    Object.entries(wanted)
        .filter(([path]) => path !== "")
        .every(isThere) &&
    Object.keys(installed).every((path) => path in wanted);

process.exitCode = complete ? 0 : 1;
