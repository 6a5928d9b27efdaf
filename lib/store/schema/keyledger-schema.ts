import 'server-only';
import { customType, pgSchema, timestamp } from 'drizzle-orm/pg-core';

/** Every table of ours is in this schema, so that a database can be shared. */
export const keyledger = pgSchema('keyledger');

/** The number of the last migration that this build knows. */
export const SCHEMA_VERSION = 68;

/** Moments are kept to the millisecond, as JavaScript has them, so that a cursor meets its row again. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const multirange = customType<{ data: string; driverData: string }>({ dataType: () => 'tstzmultirange' });
