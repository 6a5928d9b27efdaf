import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createdToken, createTokenInput, tokensList } from '@/lib/contract/tokens';
import { findTokenId, toTokenDigest } from '@/lib/domain/token/token-text';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { AppError } from '@/lib/domain/errors';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { createToken } from './create-token';
import { endToken } from './end-token';
import { listTokens } from './list-tokens';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: 0 }, scopes: [] });
});
afterAll(() => world.stop());

const asked = { name: 'ci', permissions: ['inventory.read', 'secret.rotate'], where: [{ environments: ['dev'] }] };
const make = async (input: object = asked, key?: string, ctx = world.as('admin')) =>
  createdToken.parse(await createToken(ctx, { input: createTokenInput.parse(input), idempotencyKey: key }));

describe('creating a token', () => {
  it('answers it once; the store has its hash alone, the ledger neither', async () => {
    const { token, item } = await make();
    expect(findTokenId(token)).toBe(item.id);
    expect(token.startsWith(item.prefix)).toBe(true);
    expect(item).toMatchObject({ state: 'live', where: asked.where, createdBy: { name: 'admin@example.com' } });
    const days = (Date.parse(item.expiresAt) - Date.parse(item.createdAt)) / 86_400_000;
    expect(days).toBe(90);
    const row = await world.ctx.store.tokens.find(item.id);
    expect(row?.digest).toBe(toTokenDigest(token));
    const secret = token.slice(item.prefix.length);
    const listed = tokensList.parse(await listTokens(world.as('admin')));
    for (const kept of [row, listed, await world.ledger(), world.logged])
      expect(JSON.stringify(kept)).not.toContain(secret);
    expect(JSON.stringify(listed)).not.toContain(row?.digest);
    const entries = (await world.ledger()).filter(({ detail }) => detail['token'] === item.id);
    expect(entries.map(({ action, phase, detail }) => [action, phase, detail['what']])).toEqual([
      ['token.manage', 'asked', 'create'],
      ['token.manage', 'done', 'create'],
    ]);
    expect(entries[0]?.detail).toMatchObject({ permissions: 'inventory.read secret.rotate', name: 'ci' });
  });

  it('does not show it again to the same key', async () => {
    await make(asked, 'key-of-test-1');
    const again = await refusalOf(make(asked, 'key-of-test-1'));
    expect(again).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(make({ ...asked, name: 'x' }, 'key-of-test-1'))).toMatchObject({ code: 'conflict' });
  });

  it('gives nothing that its person does not have', async () => {
    const [first] = world.as('admin').actor.grants;
    const manager = { permission: 'token.manage', effect: 'allow', where: {} } as const;
    const ctx = world.as('admin', { grants: [manager, ...(first ? [first] : [])] });
    expect(await refusalOf(make(asked, undefined, ctx))).toMatchObject({ code: 'forbidden', refused: 'secret.rotate' });
    expect((await make({ ...asked, permissions: ['inventory.read'] }, undefined, ctx)).item.state).toBe('live');
  });

  it('is for those who hold token.manage, and for no token', async () => {
    for (const persona of ['viewer', 'auditor', 'operator', 'owner'] as const) {
      const ctx = world.as(persona);
      for (const answer of [make(asked, undefined, ctx), listTokens(ctx), endToken(ctx, { id: 'a'.repeat(11) })])
        expect(await refusalOf(answer)).toMatchObject({ code: 'forbidden', refused: 'token.manage' });
    }
  });

  it('asks for a fresh sign-in where the configuration does', async () => {
    const at = (minutes: number) => world.as('admin', { authenticatedAt: new Date(Date.now() - minutes * 60_000) });
    const strict = (minutes: number) => {
      const ctx = at(minutes);
      return { ...ctx, config: { ...ctx.config, tokenFreshSeconds: 900 } };
    };
    expect(await refusalOf(make(asked, undefined, strict(16)))).toMatchObject({ code: 'reauth_required' });
    expect((await make(asked, undefined, strict(14))).item.state).toBe('live');
    expect((await make(asked, undefined, at(16))).item.state).toBe('live');
  });

  it('stops at fifty that live', async () => {
    const subject = { id: 'demo|many', issuer: 'demo', subject: 'many' };
    const ctx = world.as('admin', subject);
    const made = [];
    for (let times = 0; times < 50; times += 1) made.push((await make(asked, undefined, ctx)).item.id);
    expect(await refusalOf(make(asked, undefined, ctx))).toMatchObject({ code: 'conflict' });
    await endToken(ctx, { id: made[0] ?? '' });
    expect((await make(asked, undefined, ctx)).item.state).toBe('live');
  });
});

describe('what is asked of a token', () => {
  it.each([
    ['no name', { ...asked, name: '  ' }],
    ['a name that shows nothing', { ...asked, name: '\u3164\u200b' }],
    ['a name with a direction in it', { ...asked, name: 'ci\u202e' }],
    ['a long name', { ...asked, name: 'a'.repeat(65) }],
    ['no permission', { ...asked, permissions: [] }],
    ['a value', { ...asked, permissions: ['inventory.read', 'secret.reveal'] }],
    ['tokens', { ...asked, permissions: ['token.manage'] }],
    ['sessions', { ...asked, permissions: ['session.end'] }],
    ['one permission twice', { ...asked, permissions: ['inventory.read', 'inventory.read'] }],
    ['an act on what it does not see', { ...asked, permissions: ['secret.rotate'] }],
    ['a place without a condition', { ...asked, where: [{}] }],
    ['a place that narrows nothing', { ...asked, where: [{ also: { environments: ['dev'] } }] }],
    ['a NUL', { ...asked, where: [{ namePrefix: 'a\0' }] }],
    ['for ever', { ...asked, expiresInDays: 366 }],
    ['no time', { ...asked, expiresInDays: 0 }],
    ['a place for what is about no secret', { ...asked, permissions: ['inventory.read', 'settings.read'] }],
    ['its own id', { ...asked, id: 'a'.repeat(11) }],
  ])('is not %s', (_, input) => expect(createTokenInput.safeParse(input).success).toBe(false));

  it('a permission about no secret is for everywhere, and a place beside it is refused by name', () => {
    const settings = { ...asked, permissions: ['inventory.read', 'ledger.read', 'scope.sync', 'settings.read'] };
    const [issue, ...others] = createTokenInput.safeParse(settings).error?.issues ?? [];
    expect([issue?.path, others]).toEqual([['permissions', 3], []]);
    expect(issue?.message).toMatch(/^is about no secret, so that `where` would limit nothing/);
    expect(createTokenInput.parse({ ...settings, where: [] }).where).toEqual([]);
    const withPlace = { ...settings, permissions: settings.permissions.slice(0, 3) };
    expect(createTokenInput.parse(withPlace).where).toEqual(asked.where);
  });
});

describe('ending a token', () => {
  it('is at once, in the ledger, and once', async () => {
    const { item } = await make();
    await endToken(world.as('admin'), { id: item.id });
    const [ended] = (await listTokens(world.as('admin'))).items.filter(({ id }) => id === item.id);
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'admin@example.com' });
    expect(await refusalOf(endToken(world.as('admin'), { id: item.id }))).toMatchObject({ code: 'not_found' });
    const entries = (await world.ledger()).filter(
      ({ detail }) => detail['what'] === 'end' && detail['token'] === item.id,
    );
    expect(entries.map(({ phase }) => phase)).toEqual(['asked', 'done']);
  });

  it('has an end in the ledger also where the database gives none', async () => {
    const { item } = await make();
    const ctx = world.as('admin');
    const end = () => Promise.reject(new AppError('unavailable', 'The database went away.'));
    const broken = { ...ctx, store: { ...ctx.store, tokens: { ...ctx.store.tokens, end } } };
    expect(await refusalOf(endToken(broken, { id: item.id }))).toMatchObject({ code: 'unavailable' });
    const entries = (await world.ledger()).filter(
      ({ detail }) => detail['what'] === 'end' && detail['token'] === item.id,
    );
    expect(entries.map(({ phase, code }) => [phase, code])).toEqual([
      ['asked', null],
      ['unknown', 'unavailable'],
    ]);
  });
});
