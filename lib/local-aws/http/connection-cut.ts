/** Thrown to cut the connection without an answer. */
export class ConnectionCut extends Error {}
