import 'server-only';
import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import { describeReport } from '@/lib/domain/ledger/describe-report';
import type { Finding } from '@/lib/domain/ledger/finding';
import { trustAnchors } from '@/lib/domain/ledger/trust-anchors';
import { toReport, VERDICTS, type Report } from '@/lib/domain/ledger/verdict';
import { walkLedger } from '@/lib/domain/ledger/walk-ledger';
import type { Store } from '@/lib/domain/ports/store';
import { createStore } from '@/lib/store/create-store';
import { loadAnchors, loadPublicKeys, readBucketAccess } from './anchors/load-anchors';
import { openExport } from './anchors/walk-export';
import { openDatabase } from './open-database';
import { readVerifyArguments, type VerifyArguments } from './read-verify-arguments';
import { runProgram } from './run-program';
import { complain, say } from './say';
import type { Teardown } from './teardown';

const readOutside = async ({ anchors, publicKeys }: VerifyArguments) => ({
  ...(await loadAnchors(anchors, readBucketAccess())),
  known: loadPublicKeys(publicKeys),
});

async function verifyExport(path: string, args: VerifyArguments): Promise<Report> {
  const { anchors: found, findings, known } = await readOutside(args);
  const opened = await openExport(path);
  const { head } = opened;
  const trust = trustAnchors(found, head.ledger, known);
  const walked = await walkLedger(opened.pages, {
    anchors: trust.anchors,
    partial: head.partial,
    ...(!head.partial && { head: head.head }),
  });
  const parts = { ledger: head.ledger, walked, trust, given: found.length, accepted: args.accept };
  return toReport({ ...parts, anchored: args.anchors.length > 0, more: [...findings, ...opened.findings()] });
}

async function verifyStore(args: VerifyArguments, teardown: Teardown): Promise<{ report: Report; guard: string }> {
  const { url } = await openDatabase({ demo: args.demo, for: 'reading' }, teardown);
  const store = createStore({ databaseUrl: url, poolSize: 1 });
  teardown.add(() => store.close());
  await store.ping();
  const { anchors: found, findings, known } = await readOutside(args);
  const ledger = await store.anchors.ledgerId();
  const trust = trustAnchors(found, ledger, known);
  const walked = await store.ledger.check({ anchors: trust.anchors });
  const parts = { ledger, walked, trust, given: found.length, accepted: args.accept };
  const unsent = await findUnsent(store, found);
  const report = toReport({ ...parts, anchored: args.anchors.length > 0, more: [...findings, ...unsent] });
  return { report, guard: await store.ledgerGuard() };
}

/** Anchors that the store made and that are not among those given: not sent yet, or taken away outside. */
async function findUnsent(store: Store, found: readonly SignedAnchor[]): Promise<Finding[]> {
  const last = await store.anchors.last();
  const newest = Math.max(0, ...found.map(({ anchor }) => anchor.number));
  if (found.length === 0 || !last || last.anchor.number <= newest) return [];
  const { number, seq, at } = last.anchor;
  const why = `the store has anchors up to ${number} (entry ${seq}, ${at}); those given end with ${newest}`;
  return [{ kind: 'note', from: null, to: null, why }];
}

/** What it found on standard output; its verdict as exit code (see `VERIFY_USAGE`). */
runProgram(
  async (teardown) => {
    const args = readVerifyArguments(process.argv.slice(2));
    const { report, guard } =
      args.exported === null
        ? await verifyStore(args, teardown)
        : { report: await verifyExport(args.exported, args), guard: 'file' };
    if (args.json) say(JSON.stringify({ ...report, guard }));
    else {
      const tell = report.verdict === 'broken' ? complain : say;
      for (const line of describeReport(report)) tell(line);
      if (guard === 'tamper-evident')
        say(
          'The database role in use may change the ledger: only anchors outside show what it rewrites (DATABASE_MIGRATION_URL).',
        );
    }
    return report.exitCode;
  },
  { stays: false, failure: VERDICTS.indexOf('unchecked') },
);
