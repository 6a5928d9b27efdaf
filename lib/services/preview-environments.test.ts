import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { Grant } from '@/lib/domain/grant';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { listSecrets } from './list-secrets';
import { previewEnvironments } from './preview-environments';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(async () => await world.stop());

const only = (part: 'first' | 'any') => ({ environments: `rules: [{ name: ${part} }]` });

it('counts every secret in sight, by the rules in force and by others', async () => {
  const admin = world.as('admin');
  const { total } = await listSecrets(admin, secretsQuery.parse({ pending: 'include' }));
  const same = { environments: admin.rulesText.write(admin.environmentRules) };
  expect(await previewEnvironments(admin, same)).toMatchObject({ valid: true, secrets: total, moved: 0, regrouped: 0 });
  const other = await previewEnvironments(admin, { environments: 'rules: [{ tag: [nothing] }]' });
  expect(other).toMatchObject({ valid: true, unknown: { after: total } });
});

it('tells of nothing out of sight', async () => {
  const where = { tag: { key: 'team', value: 'payments' } };
  const grants: Grant[] = [
    { permission: 'settings.read', effect: 'allow', where: {} },
    { permission: 'inventory.read', effect: 'allow', where },
  ];
  const some = world.as('auditor', { grants });
  const { total, items } = await listSecrets(some, secretsQuery.parse({ pending: 'include', limit: 200 }));
  const preview = await previewEnvironments(some, { environments: 'rules: [{ tag: [nothing] }]' });
  expect(preview).toMatchObject({ valid: true, secrets: total });
  const names = new Set(items.map(({ name }) => name));
  const examples = preview.valid ? preview.moves.flatMap((move) => move.examples) : [];
  expect(examples.length).toBeGreaterThan(0);
  expect(examples.filter(({ name }) => !names.has(name))).toEqual([]);
});

it('names mistakes, and is for who may read Settings and see secrets', async () => {
  expect(await previewEnvironments(world.as('admin'), { environments: 'rules: 1' })).toMatchObject({
    valid: false,
    mistakes: [{ where: 'the text line 1, environments.rules' }],
  });
  for (const persona of ['viewer', 'operator'] as const)
    expect(await refusalOf(previewEnvironments(world.as(persona), only('any')))).toMatchObject({ code: 'forbidden' });
  const blind = world.as('auditor', { grants: [{ permission: 'settings.read', effect: 'allow', where: {} }] });
  expect(await refusalOf(previewEnvironments(blind, only('any')))).toMatchObject({ code: 'forbidden' });
});
