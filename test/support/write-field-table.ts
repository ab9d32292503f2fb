/**
 * Regenerates sdk/nodejs/manifest/field-table.ts:
 * `kubectl get --raw /openapi/v2 | node --require ./test/support/register.cjs test/support/write-field-table.ts`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fieldTable, type OpenApi } from "./field-table";

const lines = fieldTable(JSON.parse(readFileSync(0, "utf8")) as OpenApi);
const text = `/**
 * What the fields of the kinds of Kubernetes itself are, from its OpenAPI document. Made by test/support/write-field-table.ts,
 * which says how.
 */
export const fieldTable = \`
${lines.join("\n")}
\`;
`;
writeFileSync(join(__dirname, "../../sdk/nodejs/manifest/field-table.ts"), text);
