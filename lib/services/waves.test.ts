import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { draftWaveInput, wavesList, type DraftWaveInput, type WaveDetail } from '@/lib/contract/waves';
import { PERSONAS } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { MOST_DRAFTS } from '@/lib/domain/wave/wave';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { begin, markAll, REVIEWED_DAYS } from '@/lib/services/testing/reviewing';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { waving } from '@/lib/services/testing/waving';
import { backup } from '@/lib/store/backup/backup';
import { restore } from '@/lib/store/backup/restore';
import { draftWave } from './draft-wave';
import { endSession } from './end-session';
import { exportWave } from './export-wave';
import { getPreflight } from './get-preflight';
import { listPrincipals } from './list-principals';
import { listPrincipalSecrets } from './list-principal-secrets';
import { listWaveItems } from './list-wave-items';
import { listWaves } from './list-waves';
import { startWave } from './start-wave';
import { steerWave } from './steer-wave';

const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';
const OTHER = 'prod/web/session-key';
const UNSET = 'dev/payments/stripe-api-key';

let world: ServicesWorld;
let admin: Context;
let wave: ReturnType<typeof waving>;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: REVIEWED_DAYS } });
  await world.readHistory();
  admin = world.as('admin');
  wave = waving(world);
}, 180_000);
afterAll(() => world.stop());

const from = async (ctx: Context, source: DraftWaveInput['source']): Promise<WaveDetail> =>
  draftWave(ctx, draftWaveInput.parse({ name: 'from a source', source }));
const namesOf = async (ctx: Context, id: string) => (await wave.items(ctx, id)).map(({ secret }) => secret.name);
const listed = async (ctx: Context) => wavesList.parse(await listWaves(ctx, { state: [], limit: 200 })).items;
const lines = async (ctx: Context, id: string, format: 'csv' | 'jsonl'): Promise<string[]> => {
  let text = '';
  for await (const part of await exportWave(ctx, { id, format, refresh: async () => ctx })) text += part;
  return text.split(/\r?\n/).slice(0, -1);
};
const abort = async (ctx: Context, id: string) => steerWave(ctx, { id, input: { to: 'aborted' } });

describe('a draft', () => {
  it('says of each secret what its own preflight says, and how many would be rotated', async () => {
    const draft = await wave.draft(admin, [PROD, UNSET, DEV]);
    expect(draft).toMatchObject({ state: 'draft', dryRun: { ready: 2, blocked: 1 }, mayStart: true, mayStop: true });
    expect(draft.asks).toEqual({ reason: true, typedName: true });
    expect(draft.stages.map(({ environments }) => environments)).toEqual([['dev'], ['prod']]);
    const items = await wave.items(admin, draft.id);
    expect(items.map(({ secret, state }) => [secret.name, state])).toEqual([
      [DEV, 'waiting'],
      [UNSET, 'waiting'],
      [PROD, 'waiting'],
    ]);
    for (const { secret, preflight } of items) {
      const { ready, checks } = await getPreflight(admin, { id: secret.id });
      // But for words on its function, which AWS is asked for where one secret is looked at.
      const ids = (all: typeof checks = []) => all.map(({ level, id }) => `${level} ${id}`);
      expect([preflight?.ready, ids(preflight?.checks)]).toEqual([ready, ids(checks)]);
      expect(checks.length).toBeGreaterThan(1);
    }
    await abort(admin, draft.id);
  });

  it('says that an account has no role to rotate with, as the preflight of each of its secrets does', async () => {
    const { accounts, ...rest } = toLocalOptions(world.local.url);
    const without = accounts.map((account) => ({ ...account, roles: { ...account.roles, rotate: null } }));
    const roleless = { ...admin, aws: createAws({ ...rest, accounts: without }) };
    const { id, dryRun } = await wave.draft(roleless, [DEV]);
    expect(dryRun).toEqual({ ready: 0, blocked: 1 });
    const [item] = await wave.items(roleless, id);
    const { checks } = await getPreflight(roleless, { id: item?.secret.id ?? '' });
    expect(checks).toEqual(item?.preflight?.checks);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'no-role', level: 'blocking' }));
    expect((await wave.look(admin, id)).dryRun).toEqual({ ready: 1, blocked: 0 });
    await abort(admin, id);
  });

  it('is paged in its order, whatever the size of a page', async () => {
    const names = [PROD, OTHER, DEV, UNSET, 'staging/payments/db'];
    const { id } = await wave.draft(admin, names);
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listWaveItems(admin, { id, query: { state: [], limit: 2, ...(cursor && { cursor }) } });
      paged.push(...page.items.map(({ secret }) => secret.name));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual([DEV, UNSET, 'staging/payments/db', PROD, OTHER]);
    await abort(admin, id);
  });

  it('is made of what is one’s to rotate alone', async () => {
    const [mine, theirs] = [await world.row(PROD), await world.row(OTHER)];
    const owner = world.as('owner');
    const { id } = await from(owner, { kind: 'ids', ids: [mine.id, theirs.id] });
    expect(await namesOf(admin, id)).toEqual([PROD]);
    expect(await refusalOf(from(owner, { kind: 'ids', ids: [theirs.id] }))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(from(world.as('viewer'), { kind: 'ids', ids: [mine.id] }))).toMatchObject({
      code: 'forbidden',
    });
    await abort(owner, id);
  });

  it('of a filter is as many as were seen, and of no more than a wave has', async () => {
    const filter = { kind: 'filter', filter: { env: ['dev'] }, total: 0 };
    const source = draftWaveInput.parse({ name: 'by filter', source: filter }).source;
    const refusal = await refusalOf(from(admin, source));
    expect(refusal.code).toBe('conflict');
    const total = Number(/^(\d+) match now/.exec(refusal.message)?.[1]);
    const { id, counts } = await from(admin, { ...source, total } as DraftWaveInput['source']);
    expect(counts.waiting).toBe(total);
    expect((await wave.items(admin, id)).every(({ secret }) => secret.environment === 'dev')).toBe(true);
    await abort(admin, id);
  });

  it('of all that somebody read since a day is what their page says that they read', async () => {
    const { items } = await listPrincipals(admin);
    const since = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    let most = 0;
    for (const { principal } of items) {
      const query = { since, limit: 200 };
      const read = (await listPrincipalSecrets(admin, { id: principal.id, query })).items.filter(
        ({ reads, secret }) => reads > 0 && secret.name !== 'prod/legacy/crm-password',
      );
      if (read.length < 2) continue;
      most = Math.max(most, read.length);
      const { id, source, uncovered } = await from(admin, { kind: 'principal', principal: principal.id, since });
      expect(uncovered).toEqual([]);
      expect(source).toEqual({ kind: 'principal', principal: principal.id, since, review: null });
      expect((await namesOf(admin, id)).toSorted()).toEqual(read.map(({ secret }) => secret.name).toSorted());
      await abort(admin, id);
    }
    expect(most).toBeGreaterThan(1);
    // Longer ago than anything is known of.
    const long = { kind: 'principal', principal: items[0]?.principal.id ?? '', since: '2020-01-01' } as const;
    const { id: early, uncovered } = await from(admin, long);
    expect(uncovered).toEqual(world.scopes.map((scope) => scope.id).toSorted());
    expect((await lines(admin, early, 'csv'))[1]).toContain(uncovered?.join(' '));
    expect(JSON.parse((await lines(admin, early, 'jsonl'))[0] ?? '').wave.uncovered).toEqual(uncovered);
    expect((await listed(admin)).find(({ id: one }) => one === early)?.source).toMatchObject({ since: '2020-01-01' });
    const covered = { from: new Date('2019-12-31T00:00:00Z'), to: new Date(), source: 'trail-files' as const };
    for (const { id: scopeId } of world.scopes) await world.ctx.store.history.applyEvents({ scopeId, records: [], covered, at: new Date() }); // prettier-ignore
    expect(await wave.look(admin, early)).toMatchObject({ uncovered });
    const unread = { grants: PERSONAS.admin.filter(({ permission }) => permission !== 'history.read') };
    expect(await wave.look(world.as('admin', unread), early)).not.toHaveProperty('uncovered');
    await abort(admin, early);
    expect(await refusalOf(from(world.as('admin', unread), { ...long, since }))).toMatchObject({ code: 'forbidden' });
  });

  it('of a review is what its unexpected readers read', async () => {
    const secret = await world.row(PROD);
    const review = await begin(admin, { secret: secret.id });
    const source = { kind: 'review', review: review.id } as const;
    expect(await refusalOf(from(admin, source))).toMatchObject({ code: 'not_found' });
    await markAll(admin, review.id, 'unexpected');
    const { id } = await from(admin, source);
    expect(await namesOf(admin, id)).toEqual([PROD]);
    await abort(admin, id);
  });

  it('is one of so many that a person has', async () => {
    const drafts = await Promise.all(
      Array.from({ length: MOST_DRAFTS + 3 }, () => wave.draft(admin, [DEV]).catch(() => null)),
    );
    const made = drafts.filter((draft) => draft !== null);
    expect(made).toHaveLength(MOST_DRAFTS);
    for (const { id } of made) await abort(admin, id);
  });
});

describe('a start', () => {
  it('asks for what its secrets ask for, and is for whoever drafted it', async () => {
    const { id, name } = await wave.draft(admin, [DEV, PROD]);
    const start = async (ctx: Context, input: object) => startWave(ctx, { id, input });
    expect(await refusalOf(start(admin, { confirmName: name }))).toMatchObject({ errors: [{ pointer: '/reason' }] });
    expect(await refusalOf(start(admin, { reason: 'leaked', confirmName: PROD }))).toMatchObject({
      errors: [{ pointer: '/confirmName' }],
    });
    expect(await refusalOf(start(world.as('operator'), { reason: 'leaked', confirmName: name }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await start(admin, { reason: 'leaked', confirmName: name })).toMatchObject({
      state: 'running',
      dryRun: null,
    });
    expect(await refusalOf(start(admin, { reason: 'leaked', confirmName: name }))).toMatchObject({ code: 'conflict' });
    const tried = (await world.ledger()).filter(({ detail, phase }) => detail['wave'] === id && phase === 'refused');
    expect(tried).toMatchObject([{ actor: { persona: 'operator' }, action: 'secret.rotate' }]);
    // Whoever may rotate some of it may stop it; going on is for whose it is.
    expect(await refusalOf(steerWave(world.as('viewer'), { id, input: { to: 'paused' } }))).toMatchObject({
      code: 'forbidden',
    });
    const paused = await steerWave(world.as('owner'), { id, input: { to: 'paused' } });
    expect(paused).toMatchObject({ state: 'paused', why: 'Paused by owner@example.com.', mayStart: false });
    expect(await refusalOf(steerWave(world.as('owner'), { id, input: { to: 'running' } }))).toMatchObject({
      code: 'forbidden',
    });
    await abort(admin, id);
    expect(await refusalOf(abort(admin, id))).toMatchObject({ code: 'conflict' });
  });

  it('stands where somebody ends the session of whoever made it, unless a token goes on with it', async () => {
    const at = world.ctx.now();
    const session = {
      id: 'S'.repeat(43),
      issuer: admin.actor.issuer,
      subject: 'starter',
      name: 'Starter',
      email: null,
    };
    const rest = { persona: null, groups: [], claims: {}, authenticatedAt: at, createdAt: at, lastSeenAt: at };
    await world.ctx.store.sessions.create({
      ...session,
      ...rest,
      endsAt: new Date(at.getTime() + 3_600_000),
      revokedAt: null,
    });
    const starter = { id: `${session.issuer}|starter`, subject: 'starter' };
    const [own, byToken] = [
      await wave.start(world.as('admin', starter), [DEV]),
      await wave.start(world.as('admin', { ...starter, token: { id: 'aB3dE6gH9jK', name: 'nightly' } }), [DEV]),
    ];
    await endSession(admin, { id: session.id });
    expect(await wave.look(admin, own)).toMatchObject({
      state: 'paused',
      why: 'The session of whoever started it was ended.',
    });
    expect(await wave.look(admin, byToken)).toMatchObject({ state: 'running' });
    const why = 'The session of whoever started it was ended.';
    const pauses = (await world.ledger()).filter(
      ({ action, detail }) => action === 'wave.pause' && detail['why'] === why,
    );
    expect(pauses).toMatchObject([{ phase: 'noted', reason: 'the keys leaked', detail: { wave: own, why } }]);
    for (const id of [own, byToken]) await abort(admin, id);
  });

  it('of a wave that a restore brought back is only gone on with by whoever says why', async () => {
    const { id, name } = await wave.draft(admin, [DEV]);
    await startWave(admin, { id, input: { reason: 'leaked', confirmName: name } });
    const folder = await mkdtemp(path.join(tmpdir(), 'keyledger-waves-'));
    const file = path.join(folder, 'all.gz');
    await backup(world.database.appUrl, file);
    await steerWave(admin, { id, input: { to: 'paused' } });
    await restore(world.database.ownerUrl, file, { force: true });
    await rm(folder, { recursive: true });
    expect(await wave.look(admin, id)).toMatchObject({ state: 'paused', asks: { reason: true } });
    const resume = async (reason?: string) => steerWave(admin, { id, input: { to: 'running', reason } });
    expect(await refusalOf(resume())).toMatchObject({ code: 'invalid', errors: [{ pointer: '/reason' }] });
    expect(await resume('nothing was rotated since')).toMatchObject({ state: 'running', asks: { reason: false } });
    await steerWave(admin, { id, input: { to: 'paused' } });
    expect(await resume()).toMatchObject({ state: 'running' });
    await abort(admin, id);
  });

  it('of two at once is one', async () => {
    const { id, name } = await wave.draft(admin, [DEV]);
    const start = async () =>
      startWave(admin, { id, input: { reason: 'leaked', confirmName: name } }).catch(() => null);
    const started = (await Promise.all([start(), start(), start()])).filter((one) => one !== null);
    expect(started).toHaveLength(1);
    await abort(admin, id);
  });
});

describe('what somebody sees of a wave', () => {
  it('is of the secrets in their sight: lists, numbers, stages, reports; of none of them, nothing', async () => {
    const { id } = await wave.draft(admin, [DEV, PROD, OTHER]);
    const owner = world.as('owner');
    const seen = await wave.look(owner, id);
    expect(seen).toMatchObject({
      counts: { waiting: 2 },
      source: null,
      dryRun: { ready: 2, blocked: 0 },
      mayStart: false,
    });
    expect(seen.stages.map(({ counts }) => counts.waiting)).toEqual([1, 1]);
    expect(await namesOf(owner, id)).toEqual([DEV, PROD]);
    expect((await listed(owner)).find((one) => one.id === id)?.counts.waiting).toBe(2);
    for (const format of ['csv', 'jsonl'] as const) {
      const [own, all] = [await lines(owner, id, format), await lines(admin, id, format)];
      expect(all.length - own.length).toBe(1);
      expect(own.join('\n')).not.toContain(OTHER);
      expect(all.join('\n')).toContain(OTHER);
    }
    const devOnly = world.as('viewer', {
      grants: [{ permission: 'inventory.read', effect: 'allow', where: { environments: ['test'] } }],
    });
    expect(await refusalOf(wave.look(devOnly, id))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(wave.items(devOnly, id))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(lines(devOnly, id, 'csv'))).toMatchObject({ code: 'not_found' });
    expect(await listed(devOnly)).toEqual([]);
    await abort(admin, id);
  });

  it('of readers in a preflight is what they see the history of', async () => {
    const { id } = await wave.draft(admin, [PROD]);
    const viewer = world.as('viewer');
    const [item] = await wave.items(viewer, id);
    expect(item?.preflight?.checks).toEqual((await getPreflight(viewer, { id: item?.secret.id ?? '' })).checks);
    const [own] = await wave.items(admin, id);
    expect(own?.preflight?.checks).not.toEqual(item?.preflight?.checks);
    await abort(admin, id);
  });
});
