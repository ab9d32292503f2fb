export { type Before, type Dialect, YamlEdit } from "./edit";
export { isNull, startOf, type YamlText } from "./nodes";
