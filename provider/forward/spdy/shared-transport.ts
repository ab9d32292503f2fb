/** What a stream needs of the connection that carries it beside others. */
export interface SharedTransport {
    /** Sends a frame, and calls back when the transport can take more. */
    send(frame: Buffer[], sent: () => void): void;
    /** Whether somebody reads the stream: one that nobody reads holds back the others. */
    setUnread(id: number, isUnread: boolean): void;
    /** The stream has ended; one that is reset ends on the other side too. */
    forget(id: number, options: { isReset: boolean }): void;
}
