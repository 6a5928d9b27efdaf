import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ledgerEntryDetail, outsideQuery, outsideReadsList } from '@/lib/contract/ledger-detail';
import { PERSONAS } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getLedgerEntry } from './get-ledger-entry';
import { listOutsideReads } from './list-outside-reads';
import { revealSecret } from './reveal-secret';

const NAME = 'dev/payments/db';
let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { eventDelayMs: 0, lateEvents: 0 } });
});
afterAll(() => world.stop());

const list = async (ctx: Context, query: object = {}) =>
  outsideReadsList.parse(await listOutsideReads(ctx, outsideQuery.parse(query)));

describe('reads outside the ledger', { timeout: 60_000 }, () => {
  it('are those of people that Keyledger did not make, and not those that it did', async () => {
    const row = await world.row(NAME);
    const scope = await world.scopeOf(NAME);
    const auditor = world.as('auditor');
    await revealSecret(world.as('owner'), { id: row.id, input: { mode: 'fields' }, idempotencyKey: undefined });
    const admin = adminUsers.find(({ account }) => account === scope.accountId);
    if (!admin) throw new Error('no administrator of that account');
    const direct = new SecretsManagerClient({
      endpoint: world.local.url,
      region: scope.region,
      credentials: admin,
    });
    await direct.send(new GetSecretValueCommand({ SecretId: row.arn }));
    direct.destroy();
    await vi.waitFor(
      async () => {
        await world.readHistory();
        const reads = await world.ctx.store.history.listEvents(
          { inventory: { allow: [{}], deny: [] }, history: { allow: [{}], deny: [] } },
          { filter: { secretId: row.id, action: ['read'] }, limit: 10, after: null },
        );
        expect(reads.length).toBeGreaterThanOrEqual(2);
      },
      { timeout: 50_000, interval: 1_000 },
    );
    const { events } = await list(auditor);
    expect(events.map(({ eventName, actorKind, secret }) => [eventName, actorKind, secret?.name])).toEqual([
      // A permanent key of an IAM user: nobody can tell whether a person held it.
      ['GetSecretValue', 'unknown', NAME],
    ]);
    // What the ledger lacks is told only where one reads the ledger.
    const reading = async (environments: string[]) => {
      const where = { environments };
      const grants = [
        ...PERSONAS.auditor.filter(({ permission }) => permission !== 'ledger.read'),
        { permission: 'ledger.read', effect: 'allow', where } as const,
      ];
      return (await list(world.as('auditor', { grants }))).events.length;
    };
    expect([await reading(['prod']), await reading(['dev'])]).toEqual([0, 1]);
    // The entry about the reveal leads to CloudTrail's record of it.
    const done = (await world.ledger()).find(({ phase }) => phase === 'done');
    const detail = ledgerEntryDetail.parse(await getLedgerEntry(auditor, { seq: done?.seq ?? 0 }));
    expect(detail).toMatchObject({
      sealed: true,
      namesCall: true,
      event: { eventName: 'GetSecretValue' },
      related: [{ phase: 'asked' }],
    });
    expect(detail.event?.eventId).not.toBe(events[0]?.eventId);
    const noHistory = world.as('auditor', { grants: [{ permission: 'ledger.read', effect: 'allow', where: {} }] });
    expect(await getLedgerEntry(noHistory, { seq: done?.seq ?? 0 })).toMatchObject({ event: null, namesCall: true });
  });

  it('are for who may read both ledger and history, and see the secret', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const)
      expect(await refusalOf(list(world.as(persona)))).toMatchObject({ code: 'forbidden' });
    const only = (permission: 'ledger.read' | 'history.read') =>
      world.as('auditor', { grants: [{ permission, effect: 'allow', where: {} }] });
    expect(await refusalOf(list(only('ledger.read')))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(list(only('history.read')))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(getLedgerEntry(world.as('auditor'), { seq: 999 }))).toMatchObject({ code: 'not_found' });
    const where = { tag: { key: 'team', value: 'nobody' } };
    const elsewhere = world.as('viewer', { grants: [{ permission: 'ledger.read', effect: 'allow', where }] });
    expect(await refusalOf(getLedgerEntry(elsewhere, { seq: 1 }))).toMatchObject({ code: 'not_found' });
  });
});
