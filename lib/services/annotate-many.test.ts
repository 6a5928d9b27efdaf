import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotateInput, annotatePrefixInput } from '@/lib/contract/annotations';
import {
  annotatedMany,
  annotateManyInput,
  annotationsPreview,
  previewAnnotationsInput,
} from '@/lib/contract/bulk-annotations';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { Grant } from '@/lib/domain/grant';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { annotateMany } from './annotate-many';
import { annotatePrefix } from './annotate-prefix';
import { annotateSecret } from './annotate-secret';
import { getSecret } from './get-secret';
import { listSecrets } from './list-secrets';
import { previewAnnotations } from './preview-annotations';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

type Chosen = { ids?: string[]; filter?: object; total?: number };

const listed = async (ctx: Context, filter: object) =>
  (await listSecrets(ctx, secretsQuery.parse({ ...filter, limit: 200 }))).items;
const look = async (ctx: Context, chosen: Chosen) =>
  annotationsPreview.parse(await previewAnnotations(ctx, previewAnnotationsInput.parse(chosen)));
const change = async (ctx: Context, chosen: Chosen, given: object) =>
  annotatedMany.parse(await annotateMany(ctx, annotateManyInput.parse({ existing: 'replace', ...chosen, ...given })));
const lookAndChange = async (ctx: Context, chosen: Chosen, given: object) => {
  const { seen } = await look(ctx, chosen);
  return change(ctx, chosen, { seen, ...given });
};
const all = async (ctx: Context, filter: object): Promise<Chosen> => ({
  filter,
  total: (await listed(ctx, filter)).length,
});
const idsOf = async (...names: string[]) => Promise.all(names.map(async (name) => (await world.row(name)).id));
const kept = async (name: string) => {
  const [id = ''] = await idsOf(name);
  const { owner, note, runbook, annotation } = await getSecret(world.as('admin'), { id });
  return { id, owner, note, runbook, annotation };
};
const acts = async () => (await world.ledger()).filter(({ action }) => action === 'secret.annotate');
const SEEN = '0'.repeat(64);

describe('many secrets at once', () => {
  it('all that match have it, and each says so in the ledger where it is looked for', async () => {
    const ctx = world.as('operator');
    const chosen = await all(ctx, { env: ['staging'] });
    const before = (await acts()).length;
    const done = await lookAndChange(ctx, chosen, { owner: 'Night shift', note: 'Ask\r\nfirst.' });
    expect(done).toEqual({ changed: chosen.total, same: 0, mayNot: 0 });
    const items = await listed(ctx, { env: ['staging'] });
    expect(items.length).toBeGreaterThan(1);
    for (const { owner, note, runbook } of items) {
      expect(owner).toEqual({ value: 'Night shift', from: 'secret', of: null });
      expect(note?.value).toBe('Ask\nfirst.');
      expect(runbook).toBeNull();
    }
    const entries = (await acts()).slice(before);
    const [asked, ...others] = entries;
    const end = others.pop();
    expect(asked).toMatchObject({ phase: 'asked', secret: null, actor: { persona: 'operator' } });
    expect(asked?.detail).toMatchObject({
      what: 'owner, note of many',
      ownerAfter: 'Night shift',
      secrets: items.length,
      mayNot: 0,
      chosen: expect.stringContaining('env=staging'),
    });
    expect(end).toMatchObject({ phase: 'done', secret: null, detail: { changed: items.length } });
    expect(new Set(entries.map(({ actId }) => actId)).size).toBe(1);
    expect(new Set(others.map(({ secret }) => secret?.id))).toEqual(new Set(items.map(({ id }) => id)));
    expect(others).toHaveLength(items.length);
    const [one] = await world.ctx.store.ledger.list(EVERYTHING, { secretId: items[0]?.id, limit: 1, beforeSeq: null });
    expect(one).toMatchObject({ phase: 'done', detail: { ownerAfter: 'Night shift', noteBefore: null } });
    expect(await world.ctx.store.ledger.verify()).toMatchObject({ brokenAt: null });
  });

  it('keeps what is not named, clears what is null, and leaves alone what is so already', async () => {
    const ctx = world.as('admin');
    const ids = await idsOf('staging/payments/db', 'prod/payments/db');
    expect(await lookAndChange(ctx, { ids }, { runbook: 'https://wiki.example.com/x' })).toMatchObject({ changed: 2 });
    expect(await kept('staging/payments/db')).toMatchObject({
      owner: { value: 'Night shift' },
      note: { from: 'secret' },
    });
    const entries = (await acts()).length;
    expect(await lookAndChange(ctx, { ids }, { runbook: 'https://wiki.example.com/x' })).toMatchObject({
      changed: 0,
      same: 2,
    });
    expect(await acts()).toHaveLength(entries);
    expect(await lookAndChange(ctx, { ids }, { runbook: '', note: null, owner: null })).toMatchObject({ changed: 2 });
    expect((await kept('staging/payments/db')).annotation).toMatchObject({ revision: null, owner: null });
    expect((await kept('staging/payments/db')).owner).toMatchObject({ from: 'tag' });
  });

  it('only where there is none: neither its own, nor by a tag or a prefix', async () => {
    const ctx = world.as('admin');
    const prefix = { prefix: 'prod/search/', owner: 'Search', note: null, runbook: null, revision: null };
    await annotatePrefix(ctx, annotatePrefixInput.parse(prefix));
    const chosen = await all(ctx, { env: ['prod'] });
    const before = await listed(ctx, { env: ['prod'] });
    const without = before.filter(({ owner }) => owner === null);
    const preview = await look(ctx, chosen);
    expect(preview.have.owner).toBe(before.length - without.length);
    const done = await change(ctx, chosen, { owner: 'Found', existing: 'keep', seen: preview.seen });
    expect(done).toEqual({ changed: without.length, same: before.length - without.length, mayNot: 0 });
    const after = await listed(ctx, { env: ['prod'] });
    for (const { id, owner } of before)
      expect(after.find((item) => item.id === id)?.owner?.value).toBe(owner?.value ?? 'Found');
  });
});

describe('what may not be annotated', () => {
  const grants: Grant[] = [
    { permission: 'inventory.read', effect: 'allow', where: {} },
    { permission: 'secret.annotate', effect: 'allow', where: { environments: ['prod', 'staging'] } },
    { permission: 'secret.annotate', effect: 'deny', where: { namePrefix: 'prod/payments/' } },
  ];

  it('is counted and stays as it is: by environment, a deny, a dispute', async () => {
    const ctx = world.as('viewer', { grants });
    const items = await listed(ctx, {});
    // A dispute counts as prod.
    const guarded = ({ environment }: (typeof items)[number]) =>
      environment.disagrees.length > 0 || environment.value === 'unknown' ? 'prod' : environment.value;
    const may = items.filter(
      (item) => ['prod', 'staging'].includes(guarded(item)) && !item.name.startsWith('prod/payments/'),
    );
    expect(may.length).toBeGreaterThan(0);
    expect(may.length).toBeLessThan(items.length);
    const chosen = { filter: {}, total: items.length };
    expect(await look(ctx, chosen)).toMatchObject({ secrets: items.length, mayNot: items.length - may.length });
    const done = await lookAndChange(ctx, chosen, { owner: 'Mine alone' });
    expect(done).toMatchObject({ changed: may.length, mayNot: items.length - may.length });
    const held = (await listed(world.as('admin'), { owner: ['Mine alone'] })).map(({ id }) => id);
    expect(held.toSorted()).toEqual(may.map(({ id }) => id).toSorted());
  });

  it('none of them, or none in sight, is a refusal in the ledger of the door', async () => {
    const ids = await idsOf('prod/payments/db');
    const mine = change(world.as('viewer', { grants }), { ids }, { owner: 'x', seen: SEEN });
    expect(await refusalOf(mine)).toMatchObject({ code: 'forbidden', refused: 'secret.annotate' });
    const theirs = await idsOf('prod/search/elastic-admin');
    const hidden = change(world.as('owner'), { ids: theirs }, { owner: 'x', seen: SEEN });
    expect(await refusalOf(hidden)).toMatchObject({ code: 'not_found', refused: 'secret.annotate' });
    // Of those chosen that are not in sight nothing is told, not even that they are.
    const both = { ids: [...ids, ...theirs, 'A'.repeat(22)] };
    expect(await look(world.as('owner'), both)).toMatchObject({ secrets: 1, mayNot: 0 });
    for (const as of ['viewer', 'auditor'] as const)
      expect(await refusalOf(change(world.as(as), { ids }, { owner: 'x', seen: SEEN }))).toMatchObject({
        code: 'forbidden',
      });
    const byReads = { filter: { lastRead: ['never'] }, total: 0 };
    expect(await refusalOf(look(world.as('viewer', { grants }), byReads))).toMatchObject({ code: 'forbidden' });
  });
});

describe('what was not seen', () => {
  it('another number that matches is a conflict that tells both', async () => {
    const ctx = world.as('admin');
    const { total = 0 } = await all(ctx, { env: ['dev'] });
    const other = { filter: { env: ['dev'] }, total: total + 1 };
    for (const ask of [() => look(ctx, other), () => change(ctx, other, { owner: 'x', seen: SEEN })]) {
      const refused = await refusalOf(ask());
      expect(refused).toMatchObject({ code: 'conflict' });
      expect(refused.message).toContain(`${total} match now, and it was ${total + 1}`);
    }
  });

  it('what somebody else changed since is not written over, and nothing of the rest is done', async () => {
    const ctx = world.as('admin');
    const ids = await idsOf('dev/payments/db', 'staging/payments/db');
    const { seen } = await look(ctx, { ids });
    const { id, annotation } = await kept('dev/payments/db');
    const input = annotateInput.parse({ owner: 'theirs', note: null, runbook: null, revision: annotation.revision });
    await annotateSecret(world.as('operator'), { id, input });
    const before = await kept('staging/payments/db');
    expect(await refusalOf(change(ctx, { ids }, { owner: 'mine', seen }))).toMatchObject({ code: 'conflict' });
    expect((await kept('dev/payments/db')).owner?.value).toBe('theirs');
    expect(await kept('staging/payments/db')).toEqual(before);
    expect((await acts()).at(-1)).toMatchObject({ phase: 'refused', code: 'conflict' });
  });

  it('two at once: one of them holds, whole, and the other is told; so it is with one of a single secret', async () => {
    const ctx = world.as('admin');
    const chosen = await all(ctx, { env: ['dev'] });
    const { seen } = await look(ctx, chosen);
    const { id, annotation } = await kept('dev/payments/db');
    const input = annotateInput.parse({ owner: 'c', note: null, runbook: null, revision: annotation.revision });
    const tries = [
      change(ctx, chosen, { owner: 'a', seen }),
      change(ctx, chosen, { owner: 'b', seen }),
      annotateSecret(ctx, { id, input }),
    ];
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const owners = new Set((await listed(ctx, { env: ['dev'] })).map(({ owner }) => owner?.value));
    // One of the two of many is of all; that of one alone leaves the others as they were.
    const ofMany = done.slice(0, 2).some(({ status }) => status === 'fulfilled');
    expect(owners.size === 1).toBe(ofMany);
    expect(await world.ctx.store.ledger.verify()).toMatchObject({ brokenAt: null });
  });

  it('where the hour is full nothing is changed, and the refusal stands in the ledger', async () => {
    const ctx = world.as('operator');
    const ids = await idsOf('staging/payments/db', 'dev/payments/db');
    const { seen } = await look(ctx, { ids });
    const before = await kept('staging/payments/db');
    const mine = (await acts()).filter(({ phase, actor }) => phase === 'asked' && actor.id === ctx.actor.id);
    const asked = mine.reduce((sum, { detail }) => sum + Number(detail['toChange'] ?? 0), 0);
    const [one] = mine;
    if (!one) throw new Error('nobody asked');
    await ctx.store.ledger.append({ ...one, detail: { toChange: 29_999 - asked } }, ctx.now());
    expect(await refusalOf(change(ctx, { ids }, { owner: 'too many', seen }))).toMatchObject({ code: 'rate_limited' });
    expect(await kept('staging/payments/db')).toEqual(before);
    expect((await acts()).at(-1)).toMatchObject({ phase: 'refused', code: 'rate_limited', detail: { toChange: 2 } });
    const { seen: alone } = await look(ctx, { ids: ids.slice(0, 1) });
    expect(await change(ctx, { ids: ids.slice(0, 1) }, { owner: 'one more', seen: alone })).toMatchObject({
      changed: 1,
    });
  });

  it('where the ledger cannot be written nothing is changed', async () => {
    const ctx = world.as('admin');
    const ids = await idsOf('staging/payments/db');
    const { seen } = await look(ctx, { ids });
    const before = await kept('staging/payments/db');
    const ledger = { ...ctx.store.ledger, append: () => Promise.reject(new Error('no ledger')) };
    const broken = { ...ctx, store: { ...ctx.store, ledger } };
    await expect(change(broken, { ids }, { owner: 'x', seen })).rejects.toThrow('no ledger');
    expect(await kept('staging/payments/db')).toEqual(before);
  });
});

it.each([
  [{}],
  [{ ids: [] }],
  [{ ids: Array.from({ length: 201 }, () => 'A'.repeat(22)) }],
  [{ ids: ['A'.repeat(22)], filter: {}, total: 1 }],
  [{ filter: {} }],
  [{ total: 1 }],
  [{ filter: { env: 'prod' }, total: 1 }],
  [{ filter: { actor: ['me'] }, total: 1 }],
])('%j is no choice', (chosen) => {
  expect(previewAnnotationsInput.safeParse(chosen).success).toBe(false);
});

it('a change names a field, and what becomes of those that have it', () => {
  const chosen = { ids: ['A'.repeat(22)], seen: SEEN };
  expect(annotateManyInput.safeParse({ ...chosen, existing: 'keep' }).success).toBe(false);
  expect(annotateManyInput.safeParse({ ...chosen, owner: 'x' }).success).toBe(false);
  expect(annotateManyInput.parse({ ...chosen, owner: ' ', existing: 'keep' })).toEqual({
    ...chosen,
    owner: null,
    existing: 'keep',
  });
});
