import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import type { ReaderDay } from '@/lib/domain/unusual/traits';

/** Rows of one parameter, so that a statement takes any number. Names that `select` takes as they are. */
export const wantedDays = (days: readonly ReaderDay[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(
    days.map(({ secretId, principalId, actorKind, day }) => ({ s: secretId, p: principalId, k: actorKind, day })),
  )}::jsonb) as w (s text, p text, k text, day date)`;

export const wantedPrincipals = (days: readonly PrincipalDay[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(
    days.map(({ principalId, actorKind, day }) => ({ p: principalId, k: actorKind, day })),
  )}::jsonb) as w (p text, k text, day date)`;

/** Of a table `t` of readers and days. */
export const IS_WANTED = sql`t.secret_id = w.s and t.principal_id = w.p and t.actor_kind = w.k and t.day = w.day`;

/** The day `w.day`, of events `e`. */
export const IS_OF_DAY = sql`e.at >= (w.day::timestamp at time zone 'UTC') and e.at < ((w.day + 1)::timestamp at time zone 'UTC')`;

/** What drizzle and PostgreSQL call a reader's day. */
export const READER_DAY = sql`t.secret_id as "secretId", t.principal_id as "principalId", t.actor_kind as "actorKind", t.day::text as day`;
