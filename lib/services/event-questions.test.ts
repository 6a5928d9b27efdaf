import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessQuery } from '@/lib/contract/access-list';
import {
  askEventsInput,
  athenaDaysQuery,
  athenaDaysView,
  eventQuestionDetail,
  eventQuestionQuery,
} from '@/lib/contract/event-questions';
import type { SecretItem } from '@/lib/contract/secret-item';
import { secretsQuery } from '@/lib/contract/secrets-query';
import { addDays } from '@/lib/domain/day';
import { EVERYTHING, PERSONAS, type Grant, type Persona } from '@/lib/domain/grant';
import { MOST_ASKED } from '@/lib/domain/hourly-limits';
import type { Context, SystemContext } from '@/lib/domain/ports/context';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { actorAs } from '@/lib/services/testing/actor-as';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { createQuestionHandler } from '@/lib/sync/athena/answer-question';
import { createAthenaHandler } from '@/lib/sync/athena/sync-athena';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { ATHENA, BYTES_OF_QUERY, startAthenaFixture, type AthenaFixture } from '@/lib/sync/testing/athena-fixture';
import { seededScopes } from '@/lib/sync/testing/sync-fixture';
import { askForEvents } from './ask-for-events';
import { cancelEventQuestion } from './cancel-event-question';
import { countAthenaDays } from './count-athena-days';
import { getEventQuestion } from './get-event-question';
import { listAccess } from './list-access';
import { listAthenaDays } from './list-athena-days';
import { listSecrets } from './list-secrets';

const HISTORY_DAYS = 4;
const never = new AbortController().signal;
const today = new Date().toISOString().slice(0, 10);
const noon = new Date(`${today}T12:00:00Z`);
const [first, last] = [addDays(today, -HISTORY_DAYS), addDays(today, -1)];
const scopes = seededScopes.slice(0, 2);
const [scope = { id: '', accountId: '' }, other = { id: '', accountId: '' }] = scopes;

let fixture: AthenaFixture;
let fresh: TestStore;
let system: SystemContext;
let secrets: SecretItem[];
const requested: string[] = [];

beforeAll(async () => {
  fixture = await startAthenaFixture({ local: { secrets: 60, historyDays: HISTORY_DAYS, eventDelayMs: 300_000 } });
  fresh = await startTestStore(scopes);
  let ticks = 0;
  const own = fixture.contextOf(fresh.database.appUrl, { trail: { ...ATHENA.trail, since: first } });
  const jobs = { ...own.jobs, askForEvents: async (id: string): Promise<void> => void requested.push(id) };
  system = { ...own, jobs, now: () => new Date(noon.getTime() + (ticks += 1)) };
  const inventory = createInventoryHandler({ ...fixture.ctx, store: system.store });
  for (const { id } of scopes) await inventory(toJobData(id), never);
  // Otherwise what the event history keeps would be waited for.
  const none = { code: 'unsupported', message: 'none', remedy: 'none' } as const;
  await system.store.scopes.recordFailure(scope.id, 'history', none, noon);
  for (let turn = 0; turn < 4; turn += 1) await createAthenaHandler(system, [])(toJobData(scope.id), never);
  secrets = (await listSecrets(as('admin'), secretsQuery.parse({ limit: '200' }))).items;
}, 120_000);
afterAll(async () => {
  await system.store.close();
  await fresh.stop();
  await fixture.stop();
});

let people = 0;
/** Somebody who has asked for nothing yet. */
const as = (persona: Persona, grants: readonly Grant[] = PERSONAS[persona]): Context => ({
  ...system,
  actor: actorAs(persona, { id: `person ${(people += 1)}`, grants: [...grants] }),
  requestId: 'request-of-test',
});
const ask = async (ctx: Context, change: object = {}) => {
  const input = askEventsInput.parse({ scope: scope.id, from: last, to: last, ...change });
  return eventQuestionDetail.parse(await askForEvents(ctx, input));
};
const get = async (ctx: Context, id: string, query: object = {}) =>
  eventQuestionDetail.parse(await getEventQuestion(ctx, { id, query: eventQuestionQuery.parse(query) }));
const list = async (ctx: Context, query: object = {}) =>
  athenaDaysView.parse(await listAthenaDays(ctx, athenaDaysQuery.parse(query)));
const work = async (id: string) => createQuestionHandler(system, [])(toJobData(id), never);
const entriesOf = ({ actor }: Context) =>
  system.store.ledger.list(EVERYTHING, { actor: actor.id, limit: 50, beforeSeq: null });

describe('days that Athena tells of', () => {
  it('are told to who reads the history, with what may be asked', async () => {
    expect(await list(as('auditor'))).toMatchObject({
      mayAsk: true,
      limits: { days: 7, anHour: MOST_ASKED },
      scopes: [
        {
          scope: scope.id,
          days: HISTORY_DAYS,
          runs: [{ from: first, to: last }],
          bytesADay: (2 * BYTES_OF_QUERY) / (HISTORY_DAYS + 6),
        },
      ],
    });
    expect(await countAthenaDays(as('auditor'), {})).toEqual({ days: HISTORY_DAYS, scopes: 1 });
    expect(await countAthenaDays(as('auditor'), { from: last })).toEqual({ days: 1, scopes: 1 });
    expect(await countAthenaDays(as('auditor'), { from: today })).toBeNull();
    expect(await refusalOf(list(as('viewer')))).toMatchObject({ code: 'forbidden' });
  });

  it('are of a secret’s own scope, and of a principal that is in sight', async () => {
    const elsewhere = secrets.find(({ account, region }) => `${account}:${region}` === other.id);
    expect(await countAthenaDays(as('auditor'), { secret: elsewhere?.id ?? '' })).toBeNull();
    const nobody = list(as('auditor'), { principal: toPrincipalKey('nobody') });
    expect(await refusalOf(nobody)).toMatchObject({ code: 'not_found' });
  });

  it('are none of where one sees no secret, nor where Athena is not asked', async () => {
    const elsewhere = (['inventory.read', 'history.read'] as const).map((permission): Grant => ({
      permission,
      effect: 'allow',
      where: { accounts: ['999999999999'] },
    }));
    expect(await list(as('auditor', elsewhere))).toMatchObject({ scopes: [], mayAsk: false });
    const ctx = as('auditor');
    const off = { ...ctx, config: { ...ctx.config, athena: null } };
    expect(await list(off)).toMatchObject({ scopes: [] });
    expect(await refusalOf(ask(off))).toMatchObject({ code: 'conflict' });
  });
});

describe('asking for single events', () => {
  it('is in the ledger before the worker is asked, and answered beside the lists', async () => {
    const ctx = as('auditor');
    const asked = await ask(ctx);
    const { id } = asked.question;
    expect(asked).toMatchObject({ question: { state: 'waiting', bytes: 0, billedBytes: 0 }, events: [], total: 0 });
    expect(requested).toContain(id);
    const [entry] = await entriesOf(ctx);
    expect(entry).toMatchObject({ action: 'history.ask', phase: 'noted', secret: null, detail: { question: id } });
    expect(entry?.detail['what']).toBe(`events of ${scope.id}, ${last} to ${last}`);
    await work(id);
    const answered = await get(ctx, id, { limit: '200' });
    expect(answered).toMatchObject({
      source: 'athena',
      more: false,
      unreadable: [],
      question: { state: 'answered', bytes: BYTES_OF_QUERY, billedBytes: BYTES_OF_QUERY },
    });
    expect(answered.total).toBeGreaterThan(10);
    expect(answered.events.every(({ at }) => at.startsWith(last))).toBe(true);
    expect((await listAccess(ctx, accessQuery.parse({ from: first }))).events).toEqual([]);
    expect((await list(ctx)).questions.map((one) => one.id)).toEqual([id]);
  });

  it('comes in pages, each event once', async () => {
    const ctx = as('auditor');
    const { id } = (await ask(ctx)).question;
    await work(id);
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<typeof get>> = await get(ctx, id, { limit: '7', ...(cursor && { cursor }) });
      ids.push(...page.events.map(({ eventId }) => eventId));
      cursor = page.nextCursor;
      expect(page.total).toBeGreaterThanOrEqual(ids.length);
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe((await get(ctx, id)).total);
  });

  it.each<[string, object, string]>([
    ['more days than seven', { from: addDays(today, -8) }, '/to'],
    ['an end before the beginning', { to: first }, '/to'],
    ['a scope that is not read', { scope: '999999999999:eu-west-1' }, '/scope'],
  ])('is refused for %s, naming the field', async (_, change, pointer) => {
    const ctx = as('auditor');
    const refusal = await refusalOf(ask(ctx, change));
    expect(refusal).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
    expect(refusal.message + JSON.stringify(refusal.errors)).not.toContain('999999999999');
    expect(await entriesOf(ctx)).toEqual([]);
  });

  it('is refused of days that the events tell, and of more than the day’s bytes have room for', async () => {
    const ctx = as('auditor');
    expect(await refusalOf(ask(ctx, { from: today, to: today }))).toMatchObject({ code: 'conflict' });
    const athena = { ...(ctx.config.athena ?? ATHENA), bytesPerDay: 1 };
    const spent = await refusalOf(ask({ ...ctx, config: { ...ctx.config, athena } }));
    expect(spent).toMatchObject({ code: 'conflict', remedy: expect.stringContaining('gigabytesPerDay') });
    expect(await entriesOf(ctx)).toEqual([]);
  });

  it('may be done ten times an hour', async () => {
    const ctx = as('auditor');
    for (let nth = 0; nth < MOST_ASKED; nth += 1) await ask(ctx);
    expect(await refusalOf(ask(ctx))).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) });
    expect((await list(ctx)).questions).toHaveLength(MOST_ASKED);
  });

  it('is stopped by its asker alone, and once', async () => {
    const ctx = as('auditor');
    const { id } = (await ask(ctx)).question;
    expect(await refusalOf(get(as('admin'), id))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(cancelEventQuestion(as('admin'), { id }))).toMatchObject({ code: 'not_found' });
    const stopped = eventQuestionDetail.parse(await cancelEventQuestion(ctx, { id }));
    expect(stopped.question).toMatchObject({ state: 'cancelled', problem: { message: expect.any(String) } });
    expect(await refusalOf(cancelEventQuestion(ctx, { id }))).toMatchObject({ code: 'conflict' });
    const before = fixture.asked.length;
    await work(id);
    expect(fixture.asked.length).toBe(before);
  });
});

describe('who does not see everything', () => {
  const mine = () =>
    secrets.filter(({ tags, account, region }) => tags['team'] === 'payments' && `${account}:${region}` === scope.id);

  it('asks about one secret that they see, and gets its events alone', async () => {
    const owner = as('owner');
    expect(await list(owner)).toMatchObject({ mayAsk: false });
    expect(await refusalOf(ask(owner))).toMatchObject({ code: 'forbidden' });
    const hidden = secrets.find(({ tags }) => tags['team'] !== 'payments');
    expect(await refusalOf(ask(owner, { secret: hidden?.id }))).toMatchObject({ code: 'not_found' });
    expect(mine().length).toBeGreaterThan(0);
    let seen = 0;
    for (const secret of mine().slice(0, 4)) {
      expect(await list(owner, { secret: secret.id })).toMatchObject({ mayAsk: true, secret: { name: secret.name } });
      const { id } = (await ask(owner, { secret: secret.id, from: first })).question;
      await work(id);
      const { events, unreadable } = await get(owner, id);
      expect(events.filter((event) => event.secret?.id !== secret.id)).toEqual([]);
      expect(unreadable).toEqual([]);
      seen += events.length;
    }
    expect(seen).toBeGreaterThan(0);
    const [entry] = await entriesOf(owner);
    expect(entry?.secret?.tags['team']).toBe('payments');
  });

  it('finds a question no more once its secret is out of sight', async () => {
    const owner = as('owner');
    const [secret] = mine();
    const { id } = (await ask(owner, { secret: secret?.id })).question;
    await work(id);
    const later = { ...owner, actor: { ...owner.actor, grants: [...PERSONAS.owner].map(toElsewhere) } };
    expect(await refusalOf(get(later, id))).toMatchObject({ code: 'not_found' });
    expect((await list(later)).questions).toEqual([]);
    const all = as('auditor');
    const own = (await ask(all)).question.id;
    expect(await refusalOf(get({ ...all, actor: { ...all.actor, grants: owner.actor.grants } }, own))).toMatchObject({
      code: 'not_found',
    });
  });

  it('is told what a failure means, and not AWS’s words, which name what is in Settings', async () => {
    const [secret] = mine();
    const owner = as('owner');
    const { id } = (await ask(owner, { secret: secret?.id })).question;
    const auditor = as('auditor');
    const whole = (await ask(auditor)).question.id;
    fixture.next.fail = 'PERMISSION_DENIED: CANARY';
    await work(id);
    await work(whole);
    fixture.next.fail = null;
    const { problem } = (await get(owner, id)).question;
    expect(problem?.message).toBe('AWS denies a permission that Keyledger needs.');
    expect((await list(owner)).questions[0]?.problem).toEqual(problem);
    const sees = { ...auditor, actor: { ...auditor.actor, grants: PERSONAS.admin } };
    expect((await get(sees, whole)).question.problem?.message).toContain('PERMISSION_DENIED');
  });
});

const toElsewhere = (grant: Grant): Grant => ({ ...grant, where: { ...grant.where, namePrefix: 'nowhere/' } });
