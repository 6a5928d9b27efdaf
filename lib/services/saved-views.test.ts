import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeViewInput,
  renameViewInput,
  savedView,
  savedViewsList,
  saveViewInput,
  type SavedView,
} from '@/lib/contract/saved-views';
import { AppError } from '@/lib/domain/errors';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { changeView } from './change-view';
import { deleteView } from './delete-view';
import { listSavedViews } from './list-saved-views';
import { renameView } from './rename-view';
import { saveView } from './save-view';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: 0 }, scopes: [] });
});
afterAll(() => world.stop());

type As = Parameters<ServicesWorld['as']>[0];
const save = async (as: As, input: object) =>
  savedView.parse(await saveView(world.as(as), saveViewInput.parse({ screen: 'secrets', query: '', ...input })));
const rename = async (as: As, id: string, name: string) =>
  savedView.parse(await renameView(world.as(as), { id, ...renameViewInput.parse({ name }) }));
const namesOf = async (as: As) =>
  savedViewsList
    .parse(await listSavedViews(world.as(as)))
    .items.map(({ name, mine }) => `${name}${mine ? ', mine' : ''}`);

describe('saved views', () => {
  it('are one’s own, and others’ where they share them; one’s own first', async () => {
    await save('viewer', { name: 'z own', query: 'env=prod&sort=valueAge&order=desc' });
    const shared = await save('viewer', { name: 'a shared', query: 'q=a%26b&tag=team%3Da%252Fb', shared: true });
    await save('operator', { name: 'b mine', screen: 'matrix', query: 'only=incomplete' });
    expect(shared).toMatchObject({ href: '/secrets?q=a%26b&tag=team%3Da%252Fb', by: 'viewer@example.com', mine: true });
    expect(await namesOf('viewer')).toEqual(['a shared, mine', 'z own, mine']);
    expect(await namesOf('operator')).toEqual(['b mine, mine', 'a shared']);
    expect(await namesOf('auditor')).toEqual(['a shared']);
  });

  it('keep no page of theirs, and nothing that says nothing', async () => {
    expect((await save('admin', { name: 'paged', query: '?env=prod&cursor=abc&q=' })).query).toBe('env=prod');
  });

  it.each([
    ['a parameter that there is not', 'secrets', 'colour=red', 'colour is no parameter of this route'],
    ['a matrix’ own', 'secrets', 'only=incomplete', 'only is no parameter of this route'],
    ['a client’s own', 'secrets', 'limit=5', 'limit is no parameter of this route'],
    ['one twice', 'secrets', 'q=a&q=b', 'q is given more than once'],
    ['a value that there is not', 'secrets', 'sort=colour', /^sort /],
    ['a value of a list', 'secrets', 'state=healthy&state=happy', /^state\/1 /],
    ['a property of every object', 'secrets', '__proto__=1', '__proto__ is no parameter of this route'],
    ['what the matrix does not take', 'matrix', 'by=path', 'by is no parameter of this route'],
  ])('refuse %s, by its name', async (_, screen, query, rule) => {
    const refusal = await refusalOf(save('viewer', { name: 'broken', screen, query }));
    expect(refusal).toMatchObject({ code: 'invalid', errors: [{ pointer: '/query' }] });
    expect(refusal.errors[0]?.rule).toMatch(rule);
  });

  it.each(['', ' ', 'a\nb', '…', '\u202Eabc', 'x'.repeat(81)])('refuse the name %j', (name) => {
    expect(saveViewInput.safeParse({ name, screen: 'secrets', query: '' }).success).toBe(false);
    expect(renameViewInput.safeParse({ name }).success).toBe(false);
  });

  it('are written over when that is asked for, and keep their id', async () => {
    const first = await save('owner', { name: 'one', query: 'env=dev' });
    expect(await refusalOf(save('owner', { name: 'one', query: 'env=prod' }))).toMatchObject({ code: 'conflict' });
    const second = await save('owner', { name: ' one ', query: 'env=prod', shared: true, replace: true });
    expect(second).toMatchObject({ id: first.id, query: 'env=prod', shared: true });
    // Of somebody else it is another one.
    expect((await save('auditor', { name: 'one' })).id).not.toBe(first.id);
  });

  it('show something else where they still are as they were seen; name and sharing stay', async () => {
    const first = await save('owner', { name: 'seen', query: 'env=dev', shared: true });
    const change = async (seen: SavedView, query: string, as: As = 'owner') => {
      const { name, shared, savedAt } = seen;
      const input = changeViewInput.parse({ query, seen: { name, shared, savedAt } });
      return savedView.parse(await changeView(world.as(as), { id: first.id, ...input }));
    };
    const second = await change(first, '?env=prod&cursor=abc');
    expect(second).toEqual({ ...first, query: 'env=prod', href: '/secrets?env=prod', savedAt: second.savedAt });
    // The press that came twice.
    expect(await change(first, 'env=prod')).toEqual(second);
    const refusal = async (query = 'env=staging') => (await refusalOf(change(second, query))).message;
    expect(await refusalOf(change(first, 'env=staging'))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('else now.'),
    });
    await rename('owner', first.id, 'renamed');
    expect(await refusal()).toContain('it is called “renamed” now.');
    await rename('owner', first.id, 'seen');
    await save('owner', { name: 'seen', query: 'env=prod', shared: false, replace: true });
    expect(await refusal()).toContain('it is not shared any more.');
    expect(await refusal('env=prod')).toContain('it is not shared any more.');
    // Nobody else's, whoever they are; and nothing that the screen does not show.
    await save('owner', { name: 'seen', query: 'env=prod', shared: true, replace: true });
    expect(await refusalOf(change(second, 'env=dev', 'admin'))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(change(second, 'colour=red'))).toMatchObject({ code: 'invalid' });
    await deleteView(world.as('owner'), first);
    expect(await refusalOf(change(second, 'env=dev'))).toMatchObject({ code: 'not_found' });
    expect((await namesOf('owner')).filter((name) => /^(?:seen|renamed)/.test(name))).toEqual([]);
  });

  it('changed twice at once are changed by one of both', async () => {
    const { id, name, shared, savedAt } = await save('owner', { name: 'at once', query: 'env=dev' });
    const queries = ['env=prod', 'env=staging'];
    const done = await Promise.allSettled(
      queries.map((query) => changeView(world.as('owner'), { id, query, seen: { name, shared, savedAt } })),
    );
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await deleteView(world.as('owner'), { id });
  });

  it('are renamed by their person, to a name that they have no view of', async () => {
    const first = await save('owner', { name: 'to be renamed', query: 'env=dev', shared: true });
    await save('owner', { name: 'there already' });
    await save('viewer', { name: 'another’s' });
    expect(await refusalOf(rename('owner', first.id, 'there already'))).toMatchObject({ code: 'conflict' });
    const before = (await world.ledger()).length;
    const renamed = await rename('owner', first.id, ' another’s ');
    expect(renamed).toEqual({ ...first, name: 'another’s' });
    expect(await rename('owner', first.id, 'another’s')).toEqual(renamed);
    // One's own is no act.
    expect((await world.ledger()).length).toBe(before);
    await deleteView(world.as('owner'), first);
    expect(await refusalOf(rename('owner', first.id, 'gone'))).toMatchObject({ code: 'not_found' });
  });

  it('of others are renamed by who may end sessions, where they are shared, and the ledger says so', async () => {
    const own = await save('owner', { name: 'unshared' });
    const shared = await save('owner', { name: 'shared to all', shared: true });
    for (const { id } of [own, shared])
      expect(await refusalOf(rename('operator', id, 'mine now'))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(rename('admin', own.id, 'mine now'))).toMatchObject({ code: 'not_found' });
    const before = (await world.ledger()).length;
    const other = await save('owner', { name: 'shared as well', shared: true });
    expect(await refusalOf(rename('admin', shared.id, 'shared as well'))).toMatchObject({ code: 'conflict' });
    const renamed = await rename('admin', shared.id, 'better said');
    expect(renamed).toMatchObject({ id: shared.id, name: 'better said', by: 'owner@example.com', mine: false });
    // Nothing changes, nothing is entered.
    await rename('admin', shared.id, 'better said');
    const detail = {
      view: shared.id,
      name: 'shared to all',
      screen: 'secrets',
      sharedBy: 'owner@example.com',
      owner: 'https://login.example.com|owner',
    };
    expect(
      (await world.ledger()).slice(before).map((one) => [one.action, one.phase, one.code, one.actor.name, one.detail]),
    ).toEqual([
      ['view.rename', 'asked', null, 'admin@example.com', { ...detail, newName: 'shared as well' }],
      ['view.rename', 'failed', 'conflict', 'admin@example.com', { ...detail, newName: 'shared as well' }],
      ['view.rename', 'asked', null, 'admin@example.com', { ...detail, newName: 'better said' }],
      ['view.rename', 'done', null, 'admin@example.com', { ...detail, newName: 'better said' }],
    ]);
    expect(await namesOf('viewer')).toContain('better said');
    for (const { id } of [own, shared, other]) await deleteView(world.as('owner'), { id });
  });

  it('of others take a name that their person keeps for themselves, which nobody else is told of', async () => {
    const own = await save('owner', { name: 'for me alone', query: 'env=dev' });
    const shared = await save('owner', { name: 'for all', query: 'env=prod', shared: true });
    const renamed = await rename('admin', shared.id, 'for me alone');
    expect(renamed).toEqual({ ...shared, name: 'for me alone', mine: false, mayChange: true });
    expect((await namesOf('owner')).filter((name) => name === 'for me alone, mine')).toHaveLength(2);
    // Each is written over as what it is; to their person the name is taken, whichever has it.
    const input = { name: 'for me alone', query: 'env=staging', replace: true };
    expect(await save('owner', { ...input, shared: true })).toMatchObject({ id: shared.id, shared: true });
    expect(await save('owner', { ...input, shared: false })).toMatchObject({ id: own.id, shared: false });
    const third = await save('owner', { name: 'third' });
    expect(await refusalOf(rename('owner', third.id, 'for me alone'))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(save('owner', { name: 'for me alone' }))).toMatchObject({ code: 'conflict' });
    expect(await rename('owner', own.id, 'for me')).toMatchObject({ name: 'for me' });
    for (const { id } of [own, shared, third]) await deleteView(world.as('owner'), { id });
  });

  it('renamed to one name at once, one of them has it', async () => {
    const ids = await Promise.all(['left', 'right'].map(async (name) => (await save('owner', { name })).id));
    const done = await Promise.allSettled(ids.map((id) => rename('owner', id, 'both')));
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const id of ids) await deleteView(world.as('owner'), { id });
  });

  it('go by their person, and shared ones by who may end sessions', async () => {
    const own = await save('owner', { name: 'own' });
    const shared = await save('owner', { name: 'shared', shared: true });
    for (const { id } of [own, shared])
      expect(await refusalOf(deleteView(world.as('operator'), { id }))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(deleteView(world.as('admin'), { id: own.id }))).toMatchObject({ code: 'not_found' });
    const before = (await world.ledger()).length;
    await deleteView(world.as('admin'), { id: shared.id });
    await deleteView(world.as('owner'), { id: own.id });
    const entries = (await world.ledger()).slice(before);
    const detail = {
      view: shared.id,
      name: 'shared',
      screen: 'secrets',
      sharedBy: 'owner@example.com',
      owner: 'https://login.example.com|owner',
    };
    // One's own is nobody else's business, and what it filtered for nobody's.
    expect(entries.map(({ action, phase, actor, ...entry }) => [action, phase, actor.name, entry.detail])).toEqual([
      ['view.delete', 'asked', 'admin@example.com', detail],
      ['view.delete', 'done', 'admin@example.com', detail],
    ]);
    expect(await refusalOf(deleteView(world.as('admin'), { id: shared.id }))).toMatchObject({ code: 'not_found' });
    expect((await world.ledger()).length).toBe(before + 2);
    expect(await namesOf('owner')).not.toContain('own, mine');
    expect(await namesOf('owner')).not.toContain('shared, mine');
  });

  it('of somebody else stay where the ledger cannot be written', async () => {
    const { id } = await save('owner', { name: 'kept', shared: true });
    const admin = world.as('admin');
    const append = () => Promise.reject(new AppError('unavailable', 'The ledger cannot be written.'));
    const broken = { ...admin, store: { ...admin.store, ledger: { ...admin.store.ledger, append } } };
    expect(await refusalOf(deleteView(broken, { id }))).toMatchObject({ code: 'unavailable' });
    expect(await namesOf('owner')).toContain('kept, mine');
  });

  it('that went while somebody deleted them leave an entry that says so', async () => {
    const { id } = await save('owner', { name: 'going', shared: true });
    const admin = world.as('admin');
    const savedViews = {
      ...admin.store.savedViews,
      findShared: async (asked: string) => {
        const found = await admin.store.savedViews.findShared(asked);
        await deleteView(world.as('owner'), { id });
        return found;
      },
    };
    const late = { ...admin, store: { ...admin.store, savedViews } };
    expect(await refusalOf(deleteView(late, { id }))).toMatchObject({ code: 'not_found' });
    expect((await world.ledger()).at(-1)).toMatchObject({ action: 'view.delete', phase: 'failed', code: 'not_found' });
  });

  it('are fifty at most, however many are saved at once', async () => {
    const names = Array.from({ length: 60 }, (_, place) => `view ${place}`);
    const done = await Promise.allSettled(names.map((name) => save('auditor', { name })));
    expect(done.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(50);
    expect((await namesOf('auditor')).filter((name) => name.endsWith(', mine'))).toHaveLength(50);
    expect(await refusalOf(save('auditor', { name: 'one more' }))).toMatchObject({ code: 'conflict' });
    expect((await save('auditor', { name: 'one', replace: true, query: 'env=dev' })).query).toBe('env=dev');
  });

  it('of others are listed up to a hundred, those that were saved last', async () => {
    const { savedViews } = world.ctx.store;
    const base = { issuer: 'i', personName: 'p', screen: 'secrets', query: '', shared: true } as const;
    for (let place = 0; place < 120; place += 1) {
      const id = String(place).padStart(22, '0');
      const savedAt = new Date(Date.UTC(2030, 0, 1) + place * 1000);
      const view = { ...base, id, subject: `s${place}`, name: `by many ${String(999 - place)}`, savedAt };
      await savedViews.save(view, { replace: false, most: 50 });
    }
    const listed = (await namesOf('viewer')).filter((one) => !one.endsWith(', mine'));
    const expected = Array.from({ length: 100 }, (_, place) => `by many ${880 + place}`);
    expect(listed).toEqual(expected);
  });

  it('are not for who sees no secrets', async () => {
    expect(await refusalOf(listSavedViews(world.as('viewer', { grants: [] })))).toMatchObject({ code: 'forbidden' });
  });
});
