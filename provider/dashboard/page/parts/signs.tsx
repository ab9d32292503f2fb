import { type Health } from "../../../model/resource";
import { sparkline } from "../view/history";

/** A sign for a health, which differs by its shape as well as by its colour. */
export function HealthSign({ health }: { health: Health }) {
    return (
        <svg class={`sign ${health}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            {health === "healthy" && (
                <>
                    <circle cx="8" cy="8" r="7" class="fill" />
                    <path d="M4.8 8.3 7 10.5 11.2 5.8" class="mark" />
                </>
            )}
            {health === "progressing" && (
                <>
                    <circle cx="8" cy="8" r="6" class="track" />
                    <path d="M8 2a6 6 0 0 1 6 6" class="arc" />
                </>
            )}
            {health === "unhealthy" && (
                <>
                    <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2Z" class="fill" />
                    <path d="M8 4.2v4.6M8 11.3v.4" class="mark" />
                </>
            )}
            {health === "unknown" && (
                <>
                    <circle cx="8" cy="8" r="6.2" class="dashes" />
                    <path d="M6.3 6.4a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11.6v.3" class="ask" />
                </>
            )}
        </svg>
    );
}

const paths = {
    close: "M4 4l8 8M12 4l-8 8",
    back: "M10 3 5 8l5 5",
    moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z",
    sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
    search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14",
    open: "M6.5 3.5H3.5v9h9V9.5M9 3h4v4M13 3 7.5 8.5",
    twist: "M6 4l4 4-4 4",
    plus: "M8 3.5v9M3.5 8h9",
    minus: "M3.5 8h9",
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
    return (
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={paths[name]} />
        </svg>
    );
}

interface SparklineProps {
    values: readonly number[];
    /** The metric and its current value, for screen readers. */
    label: string;
    width?: number;
    height?: number;
}

export function Sparkline({ values, label, width = 64, height = 18 }: SparklineProps) {
    const { line, area } = sparkline(values, width, height);
    return (
        <svg
            class="sparkline"
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={label}
        >
            <path class="area" d={area} />
            <path class="line" d={line} />
        </svg>
    );
}
