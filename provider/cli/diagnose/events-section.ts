import type { CoreV1Event } from "@kubernetes/client-node";
import { type Answer } from "./answer";
import { eventLine, foldedEvents, isWarning } from "./events";
import { codeBlock } from "./markdown";
import { type Section, section } from "./section";

export function eventsSection(events: Answer<CoreV1Event[]>): Section {
    return section("warnings", "Warning events, newest last", events, (found) => {
        const warnings = foldedEvents(found.filter(isWarning));
        return {
            text: warnings.length === 0 ? ["There are none."] : codeBlock(warnings.map((event) => eventLine(event))),
            content: warnings,
            findings: [],
        };
    });
}
