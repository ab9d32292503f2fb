/** How long is waited before it is tried again, longer each time. */
const pausesMs = [500, 1_000, 2_000, 5_000];

export interface StreamOptions {
    /** Where from; asked for again at each attempt. */
    address: () => string;
    /** Each with the JSON of an event of that name. */
    events: Record<string, (data: unknown) => void>;
    opened?: () => void;
    /** The connection is lost; `refused` says that somebody answered, and did not want to. */
    lost?: (refused: boolean) => void;
    /** Nothing more comes, and nobody asks. */
    isOver?: () => boolean;
}

/** Follows server-sent events, again and again when the connection is lost, until it is ended. */
export function follow({ address, events, opened, lost, isOver }: StreamOptions): () => void {
    let source: EventSource | undefined;
    let timer: number | undefined;
    let attempts = 0;
    let ended = false;
    const connect = () => {
        const own = new EventSource(address());
        source = own;
        own.onopen = () => {
            attempts = 0;
            opened?.();
        };
        own.onerror = () => {
            const refused = own.readyState === EventSource.CLOSED;
            own.close();
            if (ended || isOver?.()) return;
            lost?.(refused);
            timer = window.setTimeout(connect, pausesMs[Math.min(attempts++, pausesMs.length - 1)]);
        };
        for (const [name, take] of Object.entries(events)) {
            own.addEventListener(name, ({ data }: MessageEvent<string>) => take(JSON.parse(data)));
        }
    };
    connect();
    return () => {
        ended = true;
        window.clearTimeout(timer);
        source?.close();
    };
}
