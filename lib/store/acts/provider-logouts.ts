import 'server-only';
import { and, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Session } from '@/lib/domain/actor';
import type { BesideSession, EndedAtProvider } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { providerLogoutTable } from '@/lib/store/schema/act';

/** Longer than any token counts, and than a browser may stay away at a provider to sign in. */
const KEPT_MS = 3_600_000;

const { issuer, subject, sid, issuedAt, meantUntil } = providerLogoutTable;

/** Sessions of an issuer begin beside each other, and none while it ends some: neither would see the other. */
export async function lockLogouts(tx: Queryable, of: string, what: 'to read' | 'to write'): Promise<void> {
  const key = sql`hashtext('keyledger.logout ' || ${of}::text)`;
  const lock = what === 'to read' ? sql`pg_advisory_xact_lock_shared(${key})` : sql`pg_advisory_xact_lock(${key})`;
  await tx.execute(sql`select ${lock}`);
}

/** Keeps what was told; false: this token was taken before. */
export async function takeLogout(tx: Queryable, ended: EndedAtProvider, at: Date): Promise<boolean> {
  const { before, ...told } = ended;
  await tx.delete(providerLogoutTable).where(lt(meantUntil, new Date(at.getTime() - KEPT_MS)));
  const taken = await tx
    .insert(providerLogoutTable)
    .values({ ...told, meantUntil: before < at ? before : at })
    .onConflictDoNothing()
    .returning({ jti: providerLogoutTable.jti });
  return taken.length > 0;
}

/**
 * Whether the provider told, since the person left for it, that this session is over: what it vouches for may be from
 * before. Whoever proved who they are after that is not meant, whenever they left.
 */
export async function isEndedMeanwhile(
  tx: Queryable,
  session: Pick<Session, 'issuer' | 'subject' | 'authenticatedAt'>,
  { providerSid, leftAt }: Pick<BesideSession, 'providerSid' | 'leftAt'>,
): Promise<boolean> {
  const isTheirs = or(isNull(subject), eq(subject, session.subject));
  const isOfSid = providerSid === null ? sql`${subject} is not null` : eq(sid, providerSid);
  const isProvenBefore = session.authenticatedAt ? gte(issuedAt, session.authenticatedAt) : undefined;
  const [found] = await tx
    .select({ jti: providerLogoutTable.jti })
    .from(providerLogoutTable)
    .where(and(eq(issuer, session.issuer), isTheirs, or(isNull(sid), isOfSid), gte(meantUntil, leftAt), isProvenBefore))
    .limit(1);
  return found !== undefined;
}
