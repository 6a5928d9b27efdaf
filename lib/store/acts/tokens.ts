import 'server-only';
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { TokenStore } from '@/lib/domain/ports/token-store';
import type { ApiToken } from '@/lib/domain/token/api-token';
import type { Queryable } from '@/lib/store/connect';
import { appendLocked, lockLedger } from '@/lib/store/ledger/append';
import { tokenTable } from '@/lib/store/schema/token';
import { toStorable } from '@/lib/store/storable';

type Row = typeof tokenTable.$inferSelect;

const { id: tokenId, issuer, subject, endedAt, expiresAt, lastUsedAt } = tokenTable;

function toRow({ where, person, ...token }: ApiToken): Row {
  const { name: personName, ...facts } = person;
  return toStorable({ ...token, ...facts, places: where, personName });
}

function toToken({ places, personName, ...row }: Row): ApiToken {
  const { issuer: by, subject: who, email, persona, groups, claims, ...token } = row;
  const person = { issuer: by, subject: who, name: personName, email, persona, groups, claims };
  return { ...token, where: places, person };
}

export const createTokenStore = (db: Queryable): TokenStore => ({
  async create(token) {
    await db.insert(tokenTable).values(toRow(token));
  },
  async find(id) {
    const [row] = await db.select().from(tokenTable).where(eq(tokenId, id));
    return row ? toToken(row) : null;
  },
  async list(since) {
    const isShown = and(gt(expiresAt, since), or(isNull(endedAt), gt(endedAt, since)));
    const rows = await db.select().from(tokenTable).where(isShown).orderBy(desc(tokenTable.createdAt), tokenId);
    return rows.map(toToken);
  },
  countLive: (person, now) =>
    db.$count(
      tokenTable,
      and(eq(issuer, person.issuer), eq(subject, person.subject), isNull(endedAt), gt(expiresAt, now)),
    ),
  noteFirstUse: (id, { address, at }, entry) =>
    db.transaction(async (tx) => {
      const first = await tx
        .update(tokenTable)
        .set({ lastUsedAt: at, lastAddress: address })
        .where(and(eq(tokenId, id), isNull(lastUsedAt)))
        .returning({ id: tokenId });
      if (first.length === 0) return;
      await lockLedger(tx);
      await appendLocked(tx, entry, at);
    }),
  async noteUse(id, { address, at }) {
    await db
      .update(tokenTable)
      .set({ lastUsedAt: at, lastAddress: address })
      .where(and(eq(tokenId, id), lt(lastUsedAt, at)));
  },
  async end(id, by, at) {
    const ended = await db
      .update(tokenTable)
      .set(toStorable({ endedAt: at, endedBy: by }))
      .where(and(eq(tokenId, id), isNull(endedAt)))
      .returning({ id: tokenId });
    return ended.length > 0;
  },
  async refreshPerson({ issuer: by, subject: who, name, email, persona, groups, claims }) {
    await db
      .update(tokenTable)
      .set(toStorable({ personName: name, email, persona, groups, claims }))
      .where(and(eq(issuer, by), eq(subject, who), isNull(endedAt)));
  },
});
