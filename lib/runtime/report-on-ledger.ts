import 'server-only';
import type { Finding } from '@/lib/domain/ledger/finding';
import { trustAnchors, type TrustedAnchors } from '@/lib/domain/ledger/trust-anchors';
import { toReport, type Report } from '@/lib/domain/ledger/verdict';
import { walkLedger } from '@/lib/domain/ledger/walk-ledger';
import type { Store } from '@/lib/domain/ports/store';
import { createStore } from '@/lib/store/create-store';
import { loadAnchors, loadPublicKeys, readBucketAccess } from './anchors/load-anchors';
import { openExport } from './anchors/walk-export';
import { openDatabase } from './open-database';
import type { VerifyArguments } from './read-verify-arguments';
import type { Teardown } from './teardown';

export interface LedgerReport {
  report: Report;
  /** Whether the database's role may change the ledger; `file`: there is no database. */
  guard: 'append-only' | 'tamper-evident' | 'file';
}

/** Holds the store's ledger, or the one of a file, against anchors from outside. */
export const reportOnLedger = async (args: VerifyArguments, teardown: Teardown): Promise<LedgerReport> =>
  args.exported === null
    ? verifyStore(args, teardown)
    : { report: await verifyExport(args.exported, args), guard: 'file' };

const readOutside = async ({ anchors, publicKeys }: VerifyArguments) => ({
  ...(await loadAnchors(anchors, readBucketAccess())),
  known: loadPublicKeys(publicKeys),
});

async function verifyExport(path: string, args: VerifyArguments): Promise<Report> {
  const { anchors: found, findings, known } = await readOutside(args);
  const opened = await openExport(path);
  const now = new Date();
  const { head } = opened;
  const trust = trustAnchors(found, head.ledger, known, args.ledger);
  const walked = await walkLedger(opened.pages, {
    now,
    anchors: trust.anchors,
    partial: head.partial,
    ...(!head.partial && { head: head.head }),
  });
  const parts = { ledger: head.ledger, walked, trust, given: found.length, ...toAsked(args), now };
  const more = [...findings, ...opened.findings()];
  return toReport({ ...parts, partial: head.partial, more });
}

async function verifyStore(args: VerifyArguments, teardown: Teardown): Promise<LedgerReport> {
  const { url } = await openDatabase({ demo: args.demo, for: 'reading' }, teardown);
  const store = createStore({ databaseUrl: url, poolSize: 1 });
  teardown.add(() => store.close());
  await store.ping();
  const { anchors: found, findings, known } = await readOutside(args);
  const ledger = await store.anchors.ledgerId();
  const trust = trustAnchors(found, ledger, known, args.ledger);
  const now = new Date();
  const walked = await store.ledger.check({ now, anchors: trust.anchors });
  const parts = { ledger, walked, trust, given: found.length, ...toAsked(args), now };
  const unsent = await findUnsent(store, trust);
  const report = toReport({ ...parts, more: [...findings, ...unsent] });
  return { report, guard: await store.ledgerGuard() };
}

const toAsked = ({ anchors, accept, fresh }: VerifyArguments) => ({
  anchored: anchors.length > 0,
  accepted: accept,
  freshHours: fresh,
});

/** Anchors that the store made and that are not among those given: not sent yet, or taken away outside. */
async function findUnsent(store: Store, { anchors }: TrustedAnchors): Promise<Finding[]> {
  const last = await store.anchors.last();
  const newest = anchors.reduce((most, { number }) => Math.max(most, number), 0);
  if (anchors.length === 0 || !last || last.anchor.number <= newest) return [];
  const { number, seq, at } = last.anchor;
  const why = `the store has anchors up to ${number} (entry ${seq}, ${at}); those given end with ${newest}`;
  return [{ kind: 'note', from: null, to: null, why }];
}
