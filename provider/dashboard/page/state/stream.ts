/** How long to wait before each new attempt to connect. The last one applies to all further attempts. */
const pausesMs = [500, 1_000, 2_000, 5_000];

export interface StreamOptions {
    /** Returns the URL of the stream. Called at each attempt. */
    address: () => string;
    /** For each name of an event: a function that takes the event's JSON. */
    events: Record<string, (data: unknown) => void>;
    opened?: () => void;
    /** Called when the connection is lost. `refused` is true if the server answered and refused the page. */
    lost?: (refused: boolean) => void;
    /** Reports whether the stream is complete, so that no new attempt is made. */
    isOver?: () => boolean;
}

/** Follows server-sent events. Connects again when the connection is lost. Returns a function that ends it. */
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
