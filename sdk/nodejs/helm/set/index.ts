export { type Assignment, shownColumns } from "./assignment";
export { parseSet } from "./parse";
export { SetError } from "./set-error";
