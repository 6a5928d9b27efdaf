import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessList, accessQuery } from '@/lib/contract/access-list';
import { presetQuery } from '@/lib/contract/access-presets';
import { alsoTold, firstTold } from '@/lib/local-aws/seed/stories/told';
import { listed } from '@/lib/services/testing/reviewing';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getAdoption } from './get-adoption';
import { tellReviews } from '@/lib/sync/demo/tell-reviews';
import { createUnusualHandler } from '@/lib/sync/unusual/create-unusual-handler';
import { toJobData } from '@/lib/sync/queues';
import { unusualQuery } from '@/lib/contract/unusual';
import { getDeletion } from './get-deletion';
import { getReview } from './get-review';
import { getPreflight } from './get-preflight';
import { listAccess } from './list-access';
import { listBulkReads } from './list-bulk-reads';
import { listFirstReaders } from './list-first-readers';
import { listUnusual } from './list-unusual';

const DAYS = 30;
/** Reads one version for ever. */
const PINNED = 'ecs catalog-export-task-role';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: firstTold.length + alsoTold.length, historyDays: DAYS } });
  await world.readHistory();
  await world.sync();
}, 180_000);
afterAll(() => world.stop());

describe('what SEED.md tells is what the dashboard decides', () => {
  it.each([
    ['prod/web/smtp', 'failing', 'createSecret'],
    ['prod/search/elastic-admin', 'failing', 'setSecret'],
    ['prod/payments/stripe-api-key', 'failing', 'testSecret'],
    ['prod/platform/kafka-broker', 'failing', 'finishSecret'],
    ['prod/search/opensearch', 'stuck', null],
    ['prod/identity/jwt-signing', 'overdue', null],
    ['notifications-twilio-prod', 'overdue', null],
    ['staging/platform/kafka-broker', 'due', null],
    ['prod/identity/ldap-bind', 'off', null],
    ['prod/legacy/edi-ftp', 'never-configured', null],
    ['prod/web/tls-wildcard', 'never-configured', null],
    ['prod/platform/gitlab-token', 'never-configured', null],
    ['prod/web/salesforce-connector', 'managed', null],
    ['redshift!analytics-awsuser', 'managed', null],
    ['ecs-sc!checkout-mesh-3d5e8a10-cert', 'managed', null],
    ['events!connection/order-export/5f0c1d72-8b3e-4a96-b1d4-7e2c90a6f358', 'managed', null],
    ['rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042', 'managed', null],
  ] as const)('%s is %s (%s)', async (name, state, step) => {
    const { rotation } = await world.row(name);
    expect([rotation.state, rotation.step]).toEqual([state, step]);
  });

  it('prod/risk/sanctions-api begins every midnight and never ends: it runs, and is stuck later in the day', async () => {
    const { rotation } = await world.row('prod/risk/sanctions-api');
    const age = Date.now() - (rotation.since?.getTime() ?? 0);
    expect(rotation.state).toBe(age < 90 * 60_000 ? 'running' : 'stuck');
  });

  it.each([
    ['uat/checkout/gateway', 'prod', true],
    ['reportingServiceDbPassword', 'unknown', false],
    ['/stg/notifications/twilio', 'staging', false],
    ['prod/identity/okta-oauth-client', 'prod', false],
  ])('%s is of %s, contradicted: %s', async (name, value, contradicted) => {
    const { environment } = await world.row(name);
    expect([environment.value, environment.disagrees.length > 0]).toEqual([value, contradicted]);
  });

  it.each([
    ['prod/payments/stripe-api-key', 'workload', 'lambda charge'],
    ['prod/identity/okta-oauth-client', 'workload', 'eks apps-login'],
    ['prod/platform/deploy-key', 'workload', 'github-actions example-shop/storefront'],
    ['prod/warehouse/bigquery-writer', 'workload', 'codebuild nightly-export-service-role'],
    ['prod/warehouse/replica-url', 'person', 'noor@example.com'],
    ['prod/web/support-portal', 'person', 'support-agent-17'],
    ['events!connection/order-export', 'aws-service', null],
    ['legacy-smtp-password', 'unknown', null],
  ])('%s is read by a %s, %s', async (secret, kind, who) => {
    const asked = accessQuery.parse({ secret: [secret], actorKind: [kind], action: ['GetSecretValue'], limit: '50' });
    const { events } = accessList.parse(await listAccess(world.as('auditor'), asked));
    expect(events.map(({ person, workload }) => person ?? workload)).toContain(who);
  });

  it('what is pending deletion and still asked for is needed, and whoever looks is told by whom', async () => {
    const { id } = await world.row('prod/legacy/edi-ftp');
    const told = await getDeletion(world.as('auditor'), { id });
    expect(told).toMatchObject({ verdict: 'in-use', restore: expect.stringContaining('restore-secret') });
    expect(told.checks.map((check) => check.id)).toContain('reads-refused');
    expect(told.users?.some(({ refused }) => refused !== null)).toBe(true);
  });

  it('of a new value every night some have it, some are not due, and who is pinned never has it', async () => {
    const { id } = await world.row('prod/web/catalog-db');
    const { current, adoption } = await getAdoption(world.as('auditor'), { id });
    const { after, by } = current?.since ?? {};
    expect(Date.parse(by ?? '') - Date.parse(after ?? '')).toBe(1000);
    expect(Date.now() - Date.parse(by ?? '')).toBeLessThan(27 * 3_600_000);
    const states = new Map(adoption?.readers.map(({ who, state }) => [who, state]));
    // Twice a day it asks: until it has since the night's rotation, its turn is still to come.
    const since = accessQuery.parse({ secret: [id], action: ['GetSecretValue'], from: by, limit: '200' });
    const { events } = accessList.parse(await listAccess(world.as('auditor'), since));
    const hasAsked = events.some(({ workload }) => workload === PINNED);
    expect(hasAsked ? ['old'] : ['waiting', 'pending', 'late']).toContain(states.get(PINNED));
    expect([...states.values()]).toEqual(expect.arrayContaining(['late', 'aside']));
    expect(adoption).toMatchObject({ verdict: 'behind', previousUnusedSince: null, gaps: [] });
    // Of one that reads every third day it is its day now and then.
    expect(['waiting', 'adopted', 'late', 'pending']).toContain(
      [...states].find(([who]) => who.startsWith('ec2 '))?.[1],
    );
  });

  it('what is unusual is told, and what is done day by day is not', async () => {
    const judge = createUnusualHandler(world.ctx, () => true);
    let next = await judge(toJobData('all'), new AbortController().signal);
    while (next?.afterSeconds === 0) next = await judge(toJobData('all'), new AbortController().signal);
    const { items } = await listUnusual(world.as('auditor'), unusualQuery.parse({ from: '31d', limit: '200' }));
    const told = items.map(({ rule, secret, principal }) => `${rule} ${principal.label} ${secret?.name}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'denied-burst web-staging-task-role prod/payments/db',
        'pending-deletion edi-gateway-instance-role prod/legacy/edi-ftp',
      ]),
    );
    // Deploys, other pods and newer SDKs are in the seed as well.
    expect(told.filter((one) => /^(new-network|new-client|off-cadence)/.test(one))).toEqual([]);
  }, 60_000);

  it('before it is rotated by hand its window, its strategy and whoever reads at start alone are told', async () => {
    const { id } = await world.row('prod/web/catalog-db');
    const { checks, consumers } = await getPreflight(world.as('auditor'), { id });
    const levels = new Map(checks.map((check) => [check.id, check.level]));
    const isOpen = [2, 3].includes(new Date().getUTCHours());
    expect(levels.get(isOpen ? 'inside-window' : 'outside-window')).toBe(isOpen ? 'reassuring' : 'warning');
    expect([levels.get('single-user'), levels.get('readers-at-start')]).toEqual(['warning', 'warning']);
    const batch = consumers.find(({ cadence }) => cadence === 'at start only');
    expect(batch).toMatchObject({
      who: expect.stringMatching(/^ec2 /),
      within: expect.stringMatching(/^\d+ (h|days)$/),
    });
  });

  it('who reads dozens of secrets at once is found, and who never read one before', async () => {
    const bulk = await listBulkReads(world.as('auditor'), presetQuery.parse({}));
    expect(Math.max(...bulk.items.map(({ secrets }) => secrets))).toBeGreaterThanOrEqual(24);
    const labels = new Set(bulk.items.map(({ principal }) => principal.label));
    expect([...labels]).toEqual(expect.arrayContaining(['SSO Developer', 'secret-escrow-lambda-role']));
    const first = await listFirstReaders(world.as('auditor'), presetQuery.parse({}));
    const fresh = first.items.filter(({ secret }) => secret.name === 'prod/warehouse/export-bucket-key');
    expect(fresh.length).toBeGreaterThanOrEqual(1);
  });
});

it('reviews are told once, by services that hold them to the rules: one is overdue, one signed, one open', async () => {
  const admin = world.as('admin');
  expect(await tellReviews(world.ctx)).toBe(true);
  const { items, counts } = await listed(admin);
  expect(items.map(({ state, subject: { secret, service } }) => [secret?.name ?? service, state])).toEqual([
    ['payments', 'open'],
    ['prod/payments/db', 'signed'],
    ['web', 'overdue'],
  ]);
  const [open, signed, overdue] = items;
  expect(counts.toDo).toBe(open?.unexpected);
  expect(open?.unexpected).toBeGreaterThan(0);
  expect(open?.expected).toBeLessThan((open?.readers ?? 0) - (open?.unexpected ?? 0));
  expect(signed).toMatchObject({
    done: signed?.unexpected,
    readers: (signed?.expected ?? 0) + (signed?.unexpected ?? 0),
  });
  expect(signed?.done).toBeGreaterThan(0);
  for (const id of [signed?.id ?? '', overdue?.id ?? ''])
    expect(await getReview(admin, { id })).toMatchObject({ signature: 'holds', followedBy: null });
  // Its entries are of now, however long ago it is said to be: they come one after the other.
  const times = (await world.ledger()).map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  expect(await tellReviews(world.ctx)).toBe(true);
  expect((await listed(admin)).items.length).toBe(items.length);
});
