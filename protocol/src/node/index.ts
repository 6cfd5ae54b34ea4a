export { freePorts, newConnection, newIpcConnection, readConnection } from './connectionFile';
export { MalformedMessage, MessageCodec, type CodecOptions } from './MessageCodec';
