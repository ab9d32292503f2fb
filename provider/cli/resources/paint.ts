import { styleText } from "node:util";
import { type Health } from "../../model/resource";
import { type Paint } from "./table";

const colours = { healthy: "green", progressing: "yellow", unhealthy: "red", unknown: "magenta" } as const;

/** Colours a text by a health, but only on a terminal with colours and without NO_COLOR. */
export const paint: Paint = (health: Health, text: string) =>
    styleText(colours[health], text, { stream: process.stdout });

export const plain: Paint = (_, text) => text;
