import 'server-only';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

export const newId = (): string => randomBytes(16).toString('base64url');

/** Alone: neither another change nor a secret that is added comes between; see 0030_annotations.sql. */
export const lockAnnotations = (tx: Queryable) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.annotation'))`);
