import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotateInput, annotatePrefixInput, annotationsList, annotationView } from '@/lib/contract/annotations';
import { secretDetail } from '@/lib/contract/secret-detail';
import { secretsExportQuery, secretsQuery } from '@/lib/contract/secrets-query';
import type { Grant } from '@/lib/domain/grant';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { annotatePrefix } from './annotate-prefix';
import { annotateSecret } from './annotate-secret';
import { exportSecrets } from './export-secrets';
import { getSecret } from './get-secret';
import { listAnnotations } from './list-annotations';
import { listSecrets } from './list-secrets';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

type As = Parameters<ServicesWorld['as']>[0];
const NOTHING = { owner: null, note: null, runbook: null, revision: null };

const detailOf = async (name: string, as: As = 'admin') => {
  const { id } = await world.row(name);
  return secretDetail.parse(await getSecret(world.as(as), { id }));
};
const annotate = async (as: As, name: string, given: object) => {
  const { id } = await world.row(name);
  const { revision } = (await detailOf(name)).annotation;
  const input = annotateInput.parse({ ...NOTHING, revision, ...given });
  return annotationView.parse(await annotateSecret(world.as(as), { id, input }));
};
const below = async (as: As, prefix: string, given: object, grants?: Grant[]) => {
  const found = (await listAnnotations(world.as('admin'))).items.find((item) => item.prefix === prefix);
  const input = annotatePrefixInput.parse({ ...NOTHING, prefix, revision: found?.revision ?? null, ...given });
  return annotatePrefix(world.as(as, grants && { grants }), input);
};
const namesBy = async (as: As, query: object) =>
  (await listSecrets(world.as(as), secretsQuery.parse(query))).items.map(({ name }) => name);
const acts = async () => (await world.ledger()).filter(({ action }) => action === 'secret.annotate');

describe('owner, note and runbook of a secret', () => {
  it('hold of it, are found by text and by owner, and go before the tag', async () => {
    const before = await detailOf('prod/payments/db');
    expect(before.owner).toMatchObject({ from: 'tag' });
    await annotate('operator', 'prod/payments/db', {
      owner: 'Ledger Crew <crew@example.com>',
      note: 'Fails over at noon.\r\nAsk first: 100%_sure',
      runbook: 'https://wiki.example.com/runbooks/DB-failover',
    });
    const after = await detailOf('prod/payments/db');
    expect(after).toMatchObject({
      owner: { value: 'Ledger Crew <crew@example.com>', from: 'secret', of: null },
      note: { value: 'Fails over at noon.\nAsk first: 100%_sure', from: 'secret' },
      runbook: { value: 'https://wiki.example.com/runbooks/DB-failover', from: 'secret' },
      annotation: { changedBy: 'operator@example.com' },
    });
    for (const q of ['ledger crew', 'NOON.\nask', '100%_s', 'runbooks/db-fail'])
      expect(await namesBy('admin', { q })).toEqual([after.name]);
    expect(await namesBy('admin', { owner: ['Ledger Crew <crew@example.com>'] })).toEqual([after.name]);
    expect(await namesBy('admin', { owner: [before.owner?.value] })).not.toContain(after.name);
    const { facets } = await listSecrets(world.as('admin'), secretsQuery.parse({ q: 'ledger crew' }));
    expect(facets?.owner).toEqual([{ value: 'Ledger Crew <crew@example.com>', count: 1 }]);
  });

  it('stand in the ledger before and after, with what they were', async () => {
    await annotate('owner', 'prod/payments/db', { owner: 'b', note: 'n' });
    const [asked, done] = (await acts()).slice(-2);
    const { name } = await world.row('prod/payments/db');
    expect(asked).toMatchObject({ phase: 'asked', secret: { name }, actor: { persona: 'owner' } });
    expect(done).toMatchObject({ phase: 'done', actId: asked?.actId });
    expect(done?.detail).toEqual({
      what: 'owner, note, runbook',
      ownerBefore: 'Ledger Crew <crew@example.com>',
      ownerAfter: 'b',
      noteBefore: 'Fails over at noon.\nAsk first: 100%_sure',
      noteAfter: 'n',
      runbookBefore: 'https://wiki.example.com/runbooks/DB-failover',
      runbookAfter: null,
    });
  });

  it('that are as they were are no act', async () => {
    const entries = (await acts()).length;
    const { annotation } = await detailOf('prod/payments/db');
    expect(await annotate('operator', 'prod/payments/db', { owner: ' b ', note: 'n\r\n' })).toEqual(annotation);
    expect(await acts()).toHaveLength(entries);
  });

  it('are not changed by who saw others, nor where the ledger cannot be written', async () => {
    const { annotation } = await detailOf('prod/payments/db');
    await annotate('operator', 'prod/payments/db', { owner: 'c' });
    for (const revision of [annotation.revision, null])
      expect(await refusalOf(annotate('admin', 'prod/payments/db', { owner: 'd', revision }))).toMatchObject({
        code: 'conflict',
      });
    expect((await acts()).at(-1)).toMatchObject({ phase: 'refused', code: 'conflict' });
    const { id, annotation: now } = await detailOf('prod/payments/db');
    const ctx = world.as('admin');
    const ledger = { ...ctx.store.ledger, append: () => Promise.reject(new Error('no ledger')) };
    const input = annotateInput.parse({ ...NOTHING, owner: 'e', revision: now.revision });
    await expect(annotateSecret({ ...ctx, store: { ...ctx.store, ledger } }, { id, input })).rejects.toThrow(
      'no ledger',
    );
    expect((await detailOf('prod/payments/db')).owner?.value).toBe('c');
  });

  it('are changed once by two who saw the same at once', async () => {
    const { id, annotation } = await detailOf('prod/payments/db');
    const tries = ['f', 'g'].map((owner) =>
      annotateSecret(world.as('admin'), {
        id,
        input: annotateInput.parse({ ...NOTHING, owner, revision: annotation.revision }),
      }),
    );
    const done = await Promise.allSettled(tries);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('are not for who may not, or does not see it; either is in the ledger', async () => {
    for (const as of ['viewer', 'auditor'] as const)
      expect(await refusalOf(annotate(as, 'prod/payments/db', { owner: 'x' }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(annotate('owner', 'prod/search/elastic-admin', { owner: 'x' }))).toMatchObject({
      code: 'not_found',
      refused: 'secret.annotate',
    });
    const { id } = await world.row('prod/search/elastic-admin');
    const grants: Grant[] = [
      { permission: 'inventory.read', effect: 'allow', where: {} },
      { permission: 'secret.annotate', effect: 'allow', where: { environments: ['dev'] } },
    ];
    const asked = annotateSecret(world.as('viewer', { grants }), {
      id,
      input: annotateInput.parse({ ...NOTHING, owner: 'x' }),
    });
    expect(await refusalOf(asked)).toMatchObject({ code: 'forbidden' });
    expect((await acts()).at(-1)).toMatchObject({ phase: 'refused', secret: { name: 'prod/search/elastic-admin' } });
  });
});

describe('a prefix', () => {
  it('says it of all below, the nearest field by field, now and of what comes', async () => {
    await annotate('admin', 'prod/payments/db', { owner: 'own' });
    await below('operator', 'prod/', { owner: 'platform', note: 'production' });
    await below('operator', 'prod/payments/', { owner: 'payments', runbook: 'https://wiki.example.com/pay' });
    expect(await detailOf('prod/payments/db')).toMatchObject({
      owner: { value: 'own', from: 'secret' },
      note: { value: 'production', from: 'prefix', of: 'prod/' },
      runbook: { value: 'https://wiki.example.com/pay', from: 'prefix', of: 'prod/payments/' },
    });
    expect((await detailOf('prod/search/elastic-admin')).owner).toEqual({
      value: 'platform',
      from: 'prefix',
      of: 'prod/',
    });
    await annotate('admin', 'prod/payments/db', {});
    expect((await detailOf('prod/payments/db')).owner).toMatchObject({ value: 'payments', of: 'prod/payments/' });
    await below('admin', 'prod/payments/', {});
    expect((await detailOf('prod/payments/db')).owner).toMatchObject({ value: 'platform', of: 'prod/' });
    const { items } = annotationsList.parse(await listAnnotations(world.as('admin')));
    expect(items.map(({ prefix }) => prefix)).toEqual(['prod/']);
    const total = (await namesBy('admin', { prefix: 'prod/', limit: 200, pending: 'include' })).length;
    expect(items[0]).toMatchObject({ secrets: total, mayChange: true });
    expect((await acts()).at(-1)?.detail).toMatchObject({ prefix: 'prod/payments/', ownerBefore: 'payments' });
  });

  it('is shown as far as it holds of what one sees, and changed by who may whatever it covers', async () => {
    await below('admin', 'staging/', { owner: 'nobody of payments' });
    await below('admin', 'nowhere/', { note: 'hidden from those who see a part' });
    const shown = async (as: As) =>
      (await listAnnotations(world.as(as))).items.map(({ prefix, mayChange }) => `${prefix} ${mayChange}`);
    expect(await shown('admin')).toEqual(['nowhere/ true', 'prod/ true', 'staging/ true']);
    expect(await shown('viewer')).toEqual(['nowhere/ false', 'prod/ false', 'staging/ false']);
    expect(await shown('owner')).toEqual(['prod/ false', 'staging/ false']);
    expect(await refusalOf(below('owner', 'prod/payments/', { owner: 'x' }))).toMatchObject({ code: 'forbidden' });
    const grants: Grant[] = [
      { permission: 'inventory.read', effect: 'allow', where: { namePrefix: 'prod/payments/' } },
      { permission: 'secret.annotate', effect: 'allow', where: {} },
    ];
    expect(await refusalOf(below('viewer', 'prod/', { owner: 'x' }, grants))).toMatchObject({ code: 'forbidden' });
    expect(await below('viewer', 'prod/payments/', { owner: 'x' }, grants)).toMatchObject({ owner: 'x' });
  });
});

it('exports tell them, as text that no spreadsheet reckons with', async () => {
  await annotate('admin', 'prod/payments/db', {
    owner: '=cmd|calc',
    note: '+1\n@SUM(A1)',
    runbook: 'https://x.example/',
  });
  const query = secretsExportQuery.parse({ q: '=cmd|calc' });
  const read = async (format: 'csv' | 'jsonl') => {
    const ctx = world.as('admin');
    const parts = await exportSecrets(ctx, { format, query, refresh: () => Promise.resolve(ctx) });
    let text = '';
    for await (const part of parts) text += part;
    return text;
  };
  expect(await read('csv')).toContain(`"'=cmd|calc","secret","'+1\n'@SUM(A1)","secret","https://x.example/","secret"`);
  expect(JSON.parse(await read('jsonl'))).toMatchObject({ owner: { value: '=cmd|calc' }, note: { of: null } });
});

it.each([
  [{ owner: 'x'.repeat(121) }],
  [{ owner: 'a\nb' }],
  [{ owner: '\u202Eabc' }],
  [{ owner: '<>' }],
  [{ note: 'x'.repeat(1001) }],
  [{ note: 'a\0b' }],
  [{ note: 'zero\u200Bwidth' }],
  [{ runbook: 'javascript:alert(1)' }],
  [{ runbook: 'https://user:pass@example.com' }],
  [{ revision: '' }],
])('%j is refused', (given) => {
  expect(annotateInput.safeParse({ ...NOTHING, ...given }).success).toBe(false);
});

it('an empty field of a form keeps nothing', () => {
  expect(annotateInput.parse({ owner: '', note: ' \n', runbook: ' ', revision: null })).toEqual(NOTHING);
});
