import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { EventView } from '@/lib/contract/access';
import { AccessRow } from './access-row';

const NOW = '2026-11-22T14:00:00.000Z';
const event: EventView = {
  eventId: 'e',
  at: '2026-11-22T13:00:00.000Z',
  accountId: '111122223333',
  region: 'eu-west-1',
  eventName: 'GetSecretValue',
  action: 'read',
  outcome: 'denied',
  errorCode: 'AccessDenied',
  errorMessage: '<b>not</b> authorized',
  secret: { id: 'AAAAAAAAAAAAAAAAAAAAAA', name: 'prod/payments/db', environment: 'prod' },
  versionId: null,
  versionStage: null,
  principal: { id: 'BBBBBBBBBBBBBBBBBBBBBB', arn: 'arn:aws:iam::1:role/x', type: 'role', accountId: '1', label: 'x' },
  session: null,
  actorKind: 'person',
  person: 'jana <jana@example.com>',
  workload: null,
  sourceAddress: '10.0.0.7',
  client: 'aws-cli',
  userAgent: null,
};
const scopes = [{ account: '111122223333', accountName: 'payments-prod' }];
const render = (change: Partial<EventView> = {}): string =>
  renderToStaticMarkup(
    <table>
      <tbody>
        <AccessRow event={{ ...event, ...change }} state={[['env', 'prod']]} scopes={scopes} now={NOW} />
      </tbody>
    </table>,
  );

test('a row leads to its principal, its secret and what else came from there', () => {
  const html = render();
  expect(html).toMatch(
    /<a[^>]*data-row-link[^>]*href="\/access\/principals\/B{22}"|href="\/access\/principals\/B{22}"/,
  );
  expect(html).toContain('href="/secrets/AAAAAAAAAAAAAAAAAAAAAA"');
  expect(html).toContain('href="/access?env=prod&amp;address=10.0.0.7"');
  expect(html).toContain('payments-prod · eu-west-1');
  expect(html).toContain('title="2026-11-22 13:00:00 UTC"');
});

test('what a record says is text, never markup', () => {
  const html = render();
  expect(html).toContain('jana &lt;jana@example.com&gt;');
  expect(html).not.toContain('<b>not</b>');
});

test('a name that is no known secret leads nowhere, and an event on none says so', () => {
  const named = render({ secret: { id: null, name: 'gone', environment: null } });
  expect(named).toContain('not a known secret');
  expect(named).not.toContain('/secrets/');
  expect(render({ secret: null, eventName: 'ListSecrets' })).toContain('no single secret');
  expect(render({ secret: null })).toContain('not named in the record');
});
