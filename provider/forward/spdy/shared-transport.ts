/** The part of a connection that its streams use. */
export interface SharedTransport {
    /** Sends a frame, and calls back when the transport can take more. */
    send(frame: Buffer[], sent: () => void): void;
    /** Records whether a stream has unread bytes: such a stream holds back the others. */
    setUnread(id: number, isUnread: boolean): void;
    /** Removes an ended stream. With `isReset`, the stream ends on the other side, too. */
    forget(id: number, options: { isReset: boolean }): void;
}
