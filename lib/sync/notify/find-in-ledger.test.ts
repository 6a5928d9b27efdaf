import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { makeSecret } from '@/lib/store/testing/make-secret';
import { channel, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

let fixture: NotifyFixture;
let ctx: SystemContext;
beforeAll(async () => {
  fixture = await startNotifyFixture();
  ({ ctx } = fixture);
});
afterAll(async () => fixture.stop());
afterEach(async () => fixture.clear());

const later = (milliseconds: number): Date => fixture.later(milliseconds);
const look: NotifyFixture['look'] = (...change) => fixture.look(...change);
const list: NotifyFixture['list'] = (...secrets) => fixture.list(...secrets);

describe('what people did', () => {
  const entry = (change: Partial<NewLedgerEntry>): NewLedgerEntry => ({
    actId: randomUUID(),
    action: 'secret.reveal',
    phase: 'done',
    actor: { id: 'issuer|ada', name: 'Ada', persona: null },
    secret: null,
    reason: 'the password is hunter2',
    code: null,
    requestId: 'r',
    count: 1,
    detail: { mode: 'whole', guardedAs: 'prod', ticket: 'OPS-hunter2' },
    ...change,
  });
  const toLedger = ({ id, secret: { arn, name, accountId } }: ReturnType<typeof makeSecret>) => ({
    id,
    arn,
    name,
    accountId,
    environment: 'unknown',
    tags: {},
  });

  it('is told of reveals in production, of rotation turned off and of changed grants alone, without a reason, and not of what was before', async () => {
    const one = fixture.secret('prod/db', { environment: 'unknown' });
    await list(one);
    await ctx.store.ledger.append(entry({ secret: toLedger(one) }), ctx.now());
    await look();
    later(1000);
    const acts: Partial<NewLedgerEntry>[] = [
      { phase: 'asked' },
      { phase: 'failed' },
      { detail: { mode: 'whole', guardedAs: 'dev' } },
      // Names of fields alone: no value was shown.
      { detail: { mode: 'fields', guardedAs: 'prod' } },
      {},
      { phase: 'unknown', detail: { mode: 'field', field: 'password', guardedAs: 'prod' } },
      // Of recoveries, what turns something off.
      { action: 'secret.recover', secret: toLedger(one), detail: { what: 'roll back' } },
      {
        action: 'secret.recover',
        secret: toLedger(one),
        phase: 'failed',
        detail: { what: 'turn automatic rotation off' },
      },
      {
        action: 'secret.recover',
        secret: toLedger(one),
        detail: { what: 'turn automatic rotation off', guardedAs: 'dev' },
      },
      {
        action: 'config.loaded',
        phase: 'noted',
        detail: { version: 3, grantsAdded: 0, grantsRemoved: 0, grantsChanged: 0 },
      },
      {
        action: 'config.loaded',
        phase: 'noted',
        detail: { version: 4, grantsAdded: 2, grantsRemoved: 0, grantsChanged: 1, grants: 'hunter2' },
      },
    ];
    for (const change of acts)
      await ctx.store.ledger.append(
        entry({ ...('action' in change ? {} : { secret: toLedger(one) }), ...change }),
        ctx.now(),
      );
    await look();
    await look();
    const facts = (await fixture.messages()).map((message) => [
      message.occasion,
      ...message.facts.map(({ value }) => value),
    ]);
    expect(facts.map((words) => words.join(', ')).toSorted()).toEqual([
      'grants.changed, 2, 0, 1',
      'reveal.prod, Ada, all of it',
      'reveal.prod, Ada, one field, not known: the process ended meanwhile',
      'rotation.off, Ada',
    ]);
    const off = (await fixture.messages()).find(({ occasion }) => occasion === 'rotation.off');
    expect(off).toMatchObject({ path: `/secrets/${one.id}`, secrets: [{ name: 'prod/db', guardedAs: 'dev' }] });
    expect(JSON.stringify(await fixture.messages())).not.toMatch(/hunter2|password/);
  });

  it('is told where it was done, whatever the inventory says by then', async () => {
    const channels = [channel('dev', { environments: ['dev'] }), channel('prod', { environments: ['prod'] })];
    const one = fixture.secret('moved', { environment: 'dev' });
    await list(one);
    await look({ channels });
    const environment = 'prod';
    await ctx.store.ledger.append(entry({ secret: { ...toLedger(one), environment } }), later(1000));
    await look({ channels });
    expect((await fixture.told()).map(([name, occasion]) => [name, occasion])).toEqual([['prod', 'reveal.prod']]);
    expect((await fixture.messages())[0]?.secrets).toMatchObject([{ name: 'moved', environment, guardedAs: 'prod' }]);
  });
});
