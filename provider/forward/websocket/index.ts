export { WebSocketDuplex } from "./duplex";
export { handshake } from "./handshake";
