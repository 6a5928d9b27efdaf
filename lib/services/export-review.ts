import 'server-only';
import { toCsvLine } from '@/lib/contract/csv';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundReview, ReviewLine } from '@/lib/domain/ports/review-store';
import { authorize, sightOf } from './parts/authorize';
import { noteExport } from './parts/note-export';
import { toWireOrNull } from './parts/wire-time';

const PAGE = 1000;
const COLUMNS = ['review', 'from', 'to', 'signedAt', 'signedBy', 'principal', 'arn', 'kind', 'secret', 'secretArn', 'environment', 'firstOn', 'lastAt', 'reads', 'verdict', 'note', 'markedBy', 'markedAt', 'doneBy', 'doneAt', 'doneNote']; // prettier-ignore

interface ReviewExport {
  id: string;
  /** Who asks, seen again before each page; throws where they may no longer. */
  refresh: () => Promise<Context>;
}

/** GET /api/reviews/{id}/export.csv: what is in sight of it; the export stands in the ledger before anything goes out. */
export async function exportReview(ctx: Context, wanted: ReviewExport): Promise<AsyncGenerator<string>> {
  authorize(ctx, 'history.read');
  const review = await ctx.store.reviews.find(sightOf(ctx), wanted.id);
  if (!review) throw notFound('review');
  await noteExport(ctx, 'history.read', { format: 'csv', query: { review: review.id } });
  return toCsv(review, readPages(wanted));
}

async function* readPages({ id, refresh }: ReviewExport): AsyncGenerator<ReviewLine[]> {
  let after: Parameters<Context['store']['reviews']['lines']>[2] = null;
  for (;;) {
    const ctx = await refresh();
    const page: ReviewLine[] = await ctx.store.reviews.lines(sightOf(ctx), id, after, PAGE);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { principalId: last.principal.id, actorKind: last.actorKind, secretId: last.secret.id };
  }
}

async function* toCsv(review: FoundReview, pages: AsyncIterable<ReviewLine[]>): AsyncGenerator<string> {
  const { id, from, to, signedAt, signedBy } = review;
  const head = [id, from, to, toWireOrNull(signedAt), signedBy];
  yield toCsvLine(COLUMNS);
  for await (const page of pages) yield page.map((line) => toCsvLine([...head, ...toCells(line)])).join('');
}

const toCells = ({ principal, secret, ...line }: ReviewLine) => [
  principal.label,
  principal.id,
  line.actorKind,
  secret.name,
  secret.arn,
  secret.environment,
  line.firstOn,
  line.lastAt.toISOString(),
  line.reads,
  line.verdict,
  line.note,
  line.markedBy,
  toWireOrNull(line.markedAt),
  line.doneBy,
  toWireOrNull(line.doneAt),
  line.doneNote,
];
