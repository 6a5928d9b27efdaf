import 'server-only';
import { randomBytes } from 'node:crypto';
import { eventQuestionQuery, type AskEventsInput, type EventQuestionDetail } from '@/lib/contract/event-questions';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { countDays, LONGEST_QUESTION } from '@/lib/domain/athena/event-question';
import { LATE_DAYS } from '@/lib/domain/athena/roll-up-query';
import { addDays, dayOf } from '@/lib/domain/day';
import { AppError, notFound, type FieldError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { authorize, sightOf } from './parts/authorize';
import { getOwnQuestion, requireAskable, scopesToAsk } from './parts/event-question-sight';
import { toQuestionDetail } from './parts/event-question-view';
import { toNotedEntry } from './parts/noted-entry';
import { toLedgerSecret } from './parts/to-ledger-secret';

/** POST /api/access/athena: entered in the ledger, and left to the worker. What is wrong with it is told before. */
export async function askForEvents(ctx: Context, input: AskEventsInput): Promise<EventQuestionDetail> {
  authorize(ctx, 'history.read');
  const secret = await requireAskable(ctx, input.secret ?? null);
  const principalId = await findPrincipalId(ctx, input.principal);
  const athena = requireAthena(ctx);
  await requireAsked(ctx, input, secret);
  const { scope: scopeId, from, to } = input;
  const days = (await ctx.store.eventQuestions.ownedDays([scopeId], from, to)).get(scopeId) ?? [];
  if (days.length === 0)
    throw new AppError('conflict', 'Athena tells of none of these days there: their events are in the lists.');
  await requireRoom(ctx, athena, { scopeId, from: days[0] ?? from, to: days.at(-1) ?? to });
  const id = randomBytes(16).toString('base64url');
  const what = `events of ${scopeId}, ${from} to ${to}`;
  const entry = toNotedEntry(ctx, 'history.ask', { what, question: id, principal: principalId });
  await ctx.store.ledger.append(
    { ...entry, secret: secret && toLedgerSecret(secret.id, secret, secret.environment) },
    ctx.now(),
  );
  const question = { id, askerId: ctx.actor.id, scopeId, days, secretId: secret?.id ?? null, principalId };
  await ctx.store.eventQuestions.begin(question, ctx.now());
  await askWorker(ctx, id);
  return toQuestionDetail(ctx, await getOwnQuestion(ctx, id), eventQuestionQuery.parse({}));
}

async function findPrincipalId(ctx: Context, key: string | undefined): Promise<string | null> {
  if (key === undefined) return null;
  const found = await ctx.store.history.findPrincipal(sightOf(ctx), key);
  if (!found) throw notFound('principal');
  return found.principal.id;
}

function requireAthena({ config }: Context): AthenaSettings {
  if (config.athena) return config.athena;
  throw new AppError('conflict', 'Athena is not asked: keyledger.yaml has no section athena.');
}

/** What the contract cannot tell by itself. */
async function requireAsked(ctx: Context, { scope, from, to }: AskEventsInput, secret: InventoryRow | null) {
  const errors: FieldError[] = [];
  if (to < from) errors.push({ pointer: '/to', rule: 'is before from' });
  else if (countDays(from, to) > LONGEST_QUESTION)
    errors.push({ pointer: '/to', rule: `is more than ${LONGEST_QUESTION} days from the first, both counted` });
  if (!(await scopesToAsk(ctx, secret)).includes(scope))
    errors.push({ pointer: '/scope', rule: secret ? 'is no scope of this secret' : 'is no scope that is read' });
  if (errors.length > 0) throw new AppError('invalid', 'This cannot be asked.', { errors });
}

/** What the day's bytes have room for, by what the same days scanned lately. */
async function requireRoom(
  ctx: Context,
  { bytesPerDay }: AthenaSettings,
  { scopeId, from, to }: { scopeId: string; from: string; to: string },
): Promise<void> {
  const { athena } = ctx.store;
  const today = dayOf(ctx.now());
  const left = bytesPerDay - (await athena.bytesSince(new Date(today)));
  const aDay = (await athena.bytesOfDay(scopeId, new Date(addDays(today, -7)))) ?? 0;
  if (left > aDay * (countDays(from, to) + LATE_DAYS)) return;
  const remedy =
    'Ask for fewer days, or on the next day (UTC), or have athena.gigabytesPerDay raised in keyledger.yaml.';
  throw new AppError('conflict', 'Less may be scanned today than these days would scan.', { remedy });
}

/** The worker's own sweep finds it too: that it could not be asked only costs seconds. */
async function askWorker(ctx: Context, id: string): Promise<void> {
  try {
    await ctx.jobs.askForEvents(id);
  } catch {
    ctx.log.warn({ requestId: ctx.requestId }, 'the worker could not be asked about a question; its sweep will');
  }
}
