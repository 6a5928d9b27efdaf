import 'server-only';
import { asc, desc, gt } from 'drizzle-orm';
import { AppError } from '@/lib/domain/errors';
import { toAnchorHash, toAnchorLine, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import type { LedgerHead } from '@/lib/domain/ports/anchor-store';
import type { Queryable } from '@/lib/store/connect';
import { anchorTable, ledgerIdentityTable } from '@/lib/store/schema/anchor';
import { ledgerHeadTable } from '@/lib/store/schema/ledger';

function toSigned({ number, document }: Pick<typeof anchorTable.$inferSelect, 'number' | 'document'>): SignedAnchor {
  const signed = readAnchor(document);
  if (!signed) throw new AppError('internal', `Anchor ${number} in the store is none.`);
  return signed;
}

export async function findLedgerId(db: Queryable): Promise<string> {
  const [identity] = await db.select().from(ledgerIdentityTable);
  if (!identity) throw new AppError('unavailable', 'The ledger has lost its id.');
  return identity.id;
}

export async function findHead(db: Queryable): Promise<LedgerHead> {
  const [head] = await db.select().from(ledgerHeadTable);
  if (!head) throw new AppError('unavailable', 'The ledger has lost its head.');
  return { seq: head.seq, hash: head.hash };
}

export async function findLastAnchor(db: Queryable): Promise<SignedAnchor | null> {
  const [last] = await db.select().from(anchorTable).orderBy(desc(anchorTable.number)).limit(1);
  return last ? toSigned(last) : null;
}

/** The number is the lock: of two that make the same one, the second adds nothing. */
export async function addAnchor(db: Queryable, signed: SignedAnchor): Promise<boolean> {
  const { number, seq, hash, at } = signed.anchor;
  const row = { number, seq, entryHash: hash, at: new Date(at) };
  const added = await db
    .insert(anchorTable)
    .values({ ...row, hash: toAnchorHash(signed.anchor), document: toAnchorLine(signed) })
    .onConflictDoNothing()
    .returning({ number: anchorTable.number });
  return added.length > 0;
}

export async function listAnchors(db: Queryable, after: number, limit: number): Promise<SignedAnchor[]> {
  const rest = db.select().from(anchorTable).where(gt(anchorTable.number, after));
  return (await rest.orderBy(asc(anchorTable.number)).limit(limit)).map(toSigned);
}
