import { useEffect, useRef, useState } from "preact/hooks";
import { type DashboardLine, type DroppedEvent, type LinesEvent, type Problem } from "../../protocol";
import { chunkLines, emptyLog, type LogBuffer, mostChunks, newLines, withLeftOut, withLines } from "../view/log-buffer";
import { follow } from "./stream";

export interface FollowedLog {
    log: LogBuffer;
    state: "connecting" | "live" | "lost" | "ended";
    /** The last problem that the server has reported. */
    problem?: string;
}

const tail = 500;
const mostLines = chunkLines * mostChunks;

/** Follows the log of a resource. Gathers lines and draws them at most once a frame. */
export function useLog(id: string): FollowedLog {
    const [followed, setFollowed] = useState<FollowedLog>({ log: emptyLog, state: "connecting" });
    const gathered = useRef<{ lines: DashboardLine[]; left: number }>({ lines: [], left: 0 });
    useEffect(() => {
        setFollowed({ log: emptyLog, state: "connecting" });
        gathered.current = { lines: [], left: 0 };
        let frame: number | undefined;
        let since: string | undefined;
        let isAgain = false;
        let isOver = false;
        const draw = () => {
            frame = undefined;
            const { lines, left } = gathered.current;
            const again = isAgain;
            isAgain = false;
            gathered.current = { lines: [], left: 0 };
            setFollowed((before) => ({
                ...before,
                log: withLines(withLeftOut(before.log, left), again ? newLines(lines, before.log) : lines),
            }));
        };
        const set = (change: Partial<FollowedLog>) => setFollowed((before) => ({ ...before, ...change }));
        const end = follow({
            address: () => {
                const given = new URLSearchParams({ id, tail: String(tail), ...(since !== undefined && { since }) });
                return `logs?${given.toString()}`;
            },
            opened: () => set({ state: "live" }),
            lost: () => {
                isAgain = true;
                set({ state: "lost" });
            },
            isOver: () => isOver,
            events: {
                lines: (data) => {
                    const { lines } = data as LinesEvent;
                    since = lines.findLast(({ time }) => time !== "")?.time ?? since;
                    gathered.current = bounded([...gathered.current.lines, ...lines], gathered.current.left);
                    frame ??= requestAnimationFrame(draw);
                },
                dropped: (data) => {
                    gathered.current.left += (data as DroppedEvent).count;
                    frame ??= requestAnimationFrame(draw);
                },
                told: (data) => set({ problem: (data as Problem).problem }),
                end: () => {
                    isOver = true;
                    set({ state: "ended" });
                    end();
                },
            },
        });
        return () => {
            end();
            if (frame !== undefined) cancelAnimationFrame(frame);
        };
    }, [id]);
    return followed;
}

/** Drops the oldest lines if there are too many: a hidden page draws nothing, but still receives lines. */
function bounded(lines: DashboardLine[], left: number) {
    const over = Math.max(0, lines.length - mostLines);
    return { lines: lines.slice(over), left: left + over };
}
