import 'server-only';
import { DEMO_ISSUER, type Actor } from '@/lib/domain/actor';
import { addDays, dayOf } from '@/lib/domain/day';
import { isOfPeople } from '@/lib/domain/event-record';
import { EVERYTHING, PERSONAS } from '@/lib/domain/grant';
import type { Context, SystemContext } from '@/lib/domain/ports/context';
import { beginReview } from '@/lib/services/begin-review';
import { findSecrets } from '@/lib/services/find-secrets';
import { getReview } from '@/lib/services/get-review';
import { listReviewReaders } from '@/lib/services/list-review-readers';
import { markReaders } from '@/lib/services/mark-readers';
import { resolveReader } from '@/lib/services/resolve-reader';
import { signReview } from '@/lib/services/sign-review';

interface Story {
  secret?: string;
  service?: string;
  environment?: string;
  /** So many days ago. */
  begun: number;
  /** What is said of the people among its readers; absent: they are expected. */
  unexpected?: string;
  /** Days until the next one; absent: it is left open, and some of its readers without a mark. */
  next?: number;
  /** What was done about who was unexpected. */
  done?: string;
}

/** Long enough for each reader of the stories, and soon read. */
const PERIOD = 14;
export const REVIEW_STORIES: readonly Story[] = [
  { service: 'web', environment: 'prod', begun: 12, next: 7 },
  {
    secret: 'prod/payments/db',
    begun: 6,
    next: 90,
    unexpected: 'Looked with the console: the application does not need that.',
    done: 'The permission set was narrowed, and the password rotated.',
  },
  { service: 'payments', environment: 'prod', begun: 1, unexpected: 'Who gave them this? Asked the team on Monday.' },
];
/** So far back history is to be covered before they are told. */
export const TOLD_DAYS = Math.max(...REVIEW_STORIES.map(({ begun }) => begun)) + PERIOD + 1;

const REVIEWER: Actor = {
  id: `${DEMO_ISSUER}|auditor`,
  issuer: DEMO_ISSUER,
  subject: 'auditor',
  name: 'Ada Auditor',
  email: null,
  persona: 'auditor',
  groups: [],
  claims: {},
  sessionId: null,
  authenticatedAt: null,
  grants: [...PERSONAS.auditor],
  token: null,
};

/** As somebody who did it then; the ledger says when it was written, since its entries come one after the other. */
function toContext(ctx: SystemContext, daysAgo: number): Context {
  const { ledger } = ctx.store;
  const store = {
    ...ctx.store,
    ledger: {
      ...ledger,
      append: (...[entry, , limit]: Parameters<typeof ledger.append>) => ledger.append(entry, ctx.now(), limit),
    },
  };
  const now = () => new Date(ctx.now().getTime() - daysAgo * 86_400_000);
  return { ...ctx, store, now, actor: REVIEWER, requestId: 'demo' };
}

async function tell(ctx: Context, { secret, service, environment, next, unexpected, done }: Story): Promise<void> {
  const to = dayOf(ctx.now());
  const [found] = secret === undefined ? [] : await findSecrets(ctx, secret);
  const about = found ? { secret: found.id } : { service, environment };
  const { id } = await beginReview(ctx, { ...about, from: addDays(to, -PERIOD), to });
  const readers = async () =>
    (await listReviewReaders(ctx, { id, verdict: [], limit: 200 })).items.map(({ principal, actorKind, revision }) => ({
      principal: principal.id,
      actorKind,
      seen: revision,
    }));
  const all = await readers();
  const people = unexpected === undefined ? [] : all.filter(isOfPeople);
  const rest = all.filter((one) => !people.includes(one));
  const expected = next === undefined ? rest.slice(0, rest.length / 2) : rest;
  const mark = async (marked: typeof all, verdict: 'expected' | 'unexpected', note: string | null) =>
    marked.length > 0 && (await markReaders(ctx, { id, readers: marked, verdict, note }));
  await mark(people, 'unexpected', unexpected ?? null);
  await mark(expected, 'expected', null);
  if (next === undefined) return;
  const { marks } = await getReview(ctx, { id });
  await signReview(ctx, { id, seen: marks ?? '', nextOn: addDays(to, next) });
  if (done === undefined) return;
  for (const one of (await readers()).filter(isOfPeople))
    await resolveReader(ctx, { id, ...one, done: true, note: done });
}

/** One after the other, where nobody has begun a review yet; says whether it is at its end, told or not. */
export async function tellReviews(ctx: SystemContext): Promise<boolean> {
  const begun = await ctx.store.ledger.list(EVERYTHING, { action: ['review.begin'], limit: 1, beforeSeq: null });
  if (begun.length > 0) return true;
  const since = ctx.now().getTime() - TOLD_DAYS * 86_400_000;
  const scopes = await ctx.store.scopes.health(EVERYTHING);
  const isRead = scopes.every(({ history: { coveredFrom: from } }) => from !== null && from.getTime() <= since);
  if (scopes.length === 0 || !isRead) return false;
  for (const story of REVIEW_STORIES) await tell(toContext(ctx, story.begun), story);
  return true;
}
