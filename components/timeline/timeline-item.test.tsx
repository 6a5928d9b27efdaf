import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { EventView } from '@/lib/contract/access';
import type { SecretTimeline } from '@/lib/contract/timeline';
import { TimelineItem } from './timeline-item';

const NOW = '2026-11-20T18:00:00.000Z';
const event = (more: Partial<EventView> = {}): EventView => ({
  eventId: 'e1',
  at: '2026-11-20T16:00:00.000Z',
  accountId: '111122223333',
  region: 'eu-west-1',
  eventName: 'GetSecretValue',
  action: 'read',
  outcome: 'success',
  errorCode: null,
  errorMessage: null,
  secret: null,
  versionId: null,
  versionStage: null,
  principal: {
    id: 'p',
    arn: 'arn:aws:iam::111122223333:role/payments-api',
    type: 'role',
    accountId: null,
    label: 'payments-api',
  },
  session: null,
  actorKind: 'workload',
  person: null,
  workload: null,
  sourceAddress: null,
  client: null,
  userAgent: null,
  ...more,
});

/** As a person hears it: the words alone. */
function textOf(entry: SecretTimeline['entries'][number]): string {
  const html = renderToStaticMarkup(<TimelineItem entry={entry} path="/secrets/s" now={NOW} />);
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

test('a fold says how many, by whom and when, and where it is cut', () => {
  const events = [event(), event({ eventId: 'e2', at: '2026-11-20T14:00:00.000Z' })];
  const said = textOf({ kind: 'read', events, newerPage: false, olderPage: true });
  expect(said).toMatch(/^2 h ago 2 reads by role\/ payments-api workload 2026-11-20, 14:00–16:00 UTC/);
  expect(said).toMatch(/there may be more on the next page$/);
});

test('a policy edit says what the policy said from then on', () => {
  const said = textOf({
    kind: 'policy',
    event: event({ eventName: 'PutResourcePolicy', action: 'policy' }),
    policy: ['allows everyone (*): secretsmanager:GetSecretValue'],
  });
  expect(said).toContain('resource policy written by role/ payments-api');
  expect(said).toContain('allows everyone (*): secretsmanager:GetSecretValue');
});

test('a change that failed says so', () => {
  const said = textOf({
    kind: 'change',
    event: event({
      eventName: 'PutSecretValue',
      action: 'change',
      outcome: 'failed',
      errorCode: 'ResourceExistsException',
    }),
    policy: null,
  });
  expect(said).toMatch(/new value written .* failed ResourceExistsException/);
});

test('a rotation has its outcome, its step, its cause and who started it', () => {
  const said = textOf({
    kind: 'rotation',
    state: 'failed',
    step: 'setSecret',
    message: 'the target refused',
    startedAt: '2026-11-20T15:00:00.000Z',
    endedAt: '2026-11-20T15:04:00.000Z',
    events: [],
    run: {
      id: 'r',
      secret: { id: 's', name: 'prod/a', environment: 'prod' },
      state: 'failed',
      step: 'setSecret',
      message: 'x',
      startedBy: 'Mara',
      reason: 'routine',
      startedAt: '2026-11-20T15:00:00.000Z',
      updatedAt: NOW,
      endedAt: null,
    },
    newerPage: false,
    olderPage: false,
  });
  expect(said).toMatch(/^2 h ago Rotation failed at setSecret started here by Mara, took 4 min/);
  expect(said).toContain('the target refused');
  expect(said).toContain('Reason given: routine');
});

test('a gap is unknown, never none', () => {
  const said = textOf({ kind: 'gap', from: '2026-11-02T12:00:00.000Z', to: '2026-11-05T08:00:00.000Z' });
  expect(said).toMatch(/Not covered 2026-11-02 12:00 to 2026-11-05 08:00 UTC: what happened then is unknown\.$/);
});
