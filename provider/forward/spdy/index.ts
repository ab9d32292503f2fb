export { SpdyConnection } from "./connection";
