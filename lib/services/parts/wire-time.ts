import 'server-only';

/** Times on the wire are ISO 8601 in UTC with milliseconds. */
export const toWire = (at: Date): string => at.toISOString();
export const toWireOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
