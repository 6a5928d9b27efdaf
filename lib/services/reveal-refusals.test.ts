import { TagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RevealInput } from '@/lib/contract/acts';
import { PERSONAS, type Persona } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { withClient } from '@/lib/store/migrate/with-client';
import { adminClient } from '@/lib/services/testing/admin-client';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { revealSecret } from './reveal-secret';

const PLAIN = 'staging/payments/stripe-api-key';
const PROD = 'prod/payments/stripe-api-key';
/** No rule has an opinion on it. */
const UNKNOWN = 'playground';
/** Named staging, tagged dev. */
const DISPUTED = 'staging/payments/partner-sftp';
const PENDING_DELETION = 'prod/legacy/crm-password';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

const whole: RevealInput = { mode: 'whole', reason: 'because of a test' };

async function refused(ctx: Context, name: string, input = whole) {
  const { id } = await world.row(name);
  return refusalOf(revealSecret(ctx, { id, input, idempotencyKey: undefined }));
}

/** What an attempt left: calls that reached AWS under the reveal role, and entries in the ledger. */
async function leaves(act: () => Promise<unknown>) {
  const count = () =>
    awsRecords(world.local, 'GetSecretValue').length +
    awsRecords(world.local, 'AssumeRole').filter((record) => JSON.stringify(record).includes('KeyledgerReveal')).length;
  const [calls, entries] = [count(), (await world.ledger()).length];
  await act();
  const added = (await world.ledger()).slice(entries);
  return { calls: count() - calls, entries: added.map(({ phase, code }) => [phase, code]) };
}

describe('a reveal is refused, without a word to AWS,', () => {
  it.each<Persona>(['viewer', 'auditor'])('to a %s', async (persona) => {
    const left = await leaves(async () => {
      expect(await refused(world.as(persona), PLAIN)).toMatchObject({ code: 'forbidden' });
    });
    expect(left.calls).toBe(0);
  });

  it.each([PROD, UNKNOWN, DISPUTED])('to an operator on %s, in the ledger', async (name) => {
    const left = await leaves(async () => {
      expect(await refused(world.as('operator'), name)).toMatchObject({ code: 'forbidden' });
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'forbidden']] });
  });

  it('to an owner of another team, as if it were not there', async () => {
    const left = await leaves(async () => {
      expect(await refused(world.as('owner'), 'staging/web/app-config')).toMatchObject({ code: 'not_found' });
    });
    expect(left).toEqual({ calls: 0, entries: [] });
  });

  it.each([PROD, UNKNOWN, DISPUTED])('without a reason on %s', async (name) => {
    const left = await leaves(async () => {
      const answer = await refused(world.as('admin'), name, { mode: 'whole' });
      expect(answer).toMatchObject({ code: 'invalid', errors: [{ pointer: '/reason' }] });
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'invalid']] });
  });

  it('while it is pending deletion', async () => {
    const left = await leaves(async () => {
      expect(await refused(world.as('admin'), PENDING_DELETION)).toMatchObject({ code: 'conflict' });
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'conflict']] });
  });

  it('where no role is configured, with the policy to paste', async () => {
    const options = toLocalOptions(world.local.url);
    const accounts = options.accounts.map((account) => ({ ...account, roles: { ...account.roles, reveal: null } }));
    const ctx = { ...world.as('admin'), aws: createAws({ ...options, accounts }) };
    const left = await leaves(async () => {
      const answer = await refused(ctx, PLAIN);
      expect(answer.code).toBe('forbidden');
      expect(answer.remedy).toContain('secretsmanager:GetSecretValue');
      expect(answer.remedy).toContain('sts:SetSourceIdentity');
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'forbidden']] });
  });

  it.each([
    ['denied', 'upstream'],
    ['throttle', 'throttled'],
    ['error', 'unavailable'],
    ['reset', 'unavailable'],
  ])('when AWS cannot be asked what it is (%s): it fails closed', async (kind, code) => {
    await world.fault({ kind, operation: 'DescribeSecret' });
    const left = await leaves(async () => {
      expect(await refused(world.as('admin'), PLAIN)).toMatchObject({ code });
    });
    await world.clearFaults();
    expect(left).toEqual({ calls: 0, entries: [] });
  });

  it('when the ledger cannot be written', async () => {
    const change = (sql: string) => withClient(world.database.ownerUrl, (client) => client.query(sql));
    await change(`revoke insert on keyledger.ledger from ${APP_ROLE}`);
    const left = await leaves(async () => {
      expect(await refused(world.as('operator'), PLAIN)).toMatchObject({ code: 'unavailable' });
    });
    await change(`grant insert on keyledger.ledger to ${APP_ROLE}`);
    expect(left).toEqual({ calls: 0, entries: [] });
  });
});

describe("AWS's word counts, not the store's:", () => {
  async function retag(name: string, tags: Record<string, string>): Promise<void> {
    const client = adminClient(world.local.url, await world.scopeOf(name));
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await client.send(new TagResourceCommand({ SecretId: name, Tags }));
  }

  it('a secret that became prod is refused to an operator', async () => {
    await retag('staging/web/app-config', { Environment: 'production' });
    expect((await world.row('staging/web/app-config')).environment.value).toBe('staging');
    const left = await leaves(async () => {
      expect(await refused(world.as('operator'), 'staging/web/app-config')).toMatchObject({ code: 'forbidden' });
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'forbidden']] });
    expect((await world.ledger()).at(-1)?.secret?.environment).toBe('prod');
  });

  it('and asks admin for the reason that prod needs', async () => {
    expect(await refused(world.as('admin'), 'staging/web/app-config', { mode: 'whole' })).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/reason' }],
    });
  });

  it('a secret of another team by now is not there for its former owner, and the attempt is in the ledger', async () => {
    await retag(PLAIN, { team: 'risk' });
    expect((await world.row(PLAIN)).tags['team']).toBe('payments');
    const left = await leaves(async () => {
      expect(await refused(world.as('owner'), PLAIN)).toMatchObject({ code: 'not_found' });
    });
    expect(left).toEqual({ calls: 0, entries: [['refused', 'not_found']] });
  });

  it('a deny rule holds on it too', async () => {
    const grants = [
      ...PERSONAS.admin,
      { permission: 'secret.reveal', effect: 'deny', where: { tag: { key: 'team', value: 'risk' } } } as const,
    ];
    expect(await refused(world.as('admin', { grants }), PLAIN)).toMatchObject({ code: 'forbidden' });
  });
});
