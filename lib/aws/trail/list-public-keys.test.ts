import { expect, it, onTestFinished } from 'vitest';
import { startHostileServer } from '@/lib/aws/testing/hostile-server';
import { toOptions } from '@/lib/aws/testing/test-options';
import { createKeyLister } from './list-public-keys';

const AS = { role: null, externalId: null, region: 'eu-west-1' };
const time = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-02T00:00:00Z') };

async function ask(region: string, answer: { status?: number; headers?: Record<string, string>; body: string | null }) {
  const server = await startHostileServer(answer);
  onTestFinished(() => server.close());
  return createKeyLister(toOptions(server.url), AS)(region, time);
}
const refusal = (__type: string) => ({ status: 400, body: JSON.stringify({ __type, message: 'no' }) });

it('pages without end are told, and not taken for all keys', async () => {
  const asked = ask('us-east-1', { body: '{"PublicKeyList":[],"NextToken":"again"}' });
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('more than 100 pages') });
});

it('what is no key is told', async () => {
  const asked = ask('us-east-1', { body: '{"PublicKeyList":[{"Value":"AAAA","Fingerprint":"x"}]}' });
  await expect(asked).rejects.toThrow('cloudtrail:ListPublicKeys in the own account:us-east-1');
});

it('a region that the account has not enabled has none, but for the bucket’s own', async () => {
  expect(await ask('ap-east-1', refusal('UnrecognizedClientException'))).toBeNull();
  expect(await ask('ap-east-1', refusal('OptInRequired'))).toBeNull();
  await expect(ask('eu-west-1', refusal('UnrecognizedClientException'))).rejects.toThrow('ListPublicKeys');
});

it('a region that no name leads to has none, but for the bucket’s own', async () => {
  // Longer than a label may be, so that no network is needed to know it.
  const list = createKeyLister(toOptions(`http://${'a'.repeat(70)}.invalid`), AS);
  expect(await list('xx-nowhere-1', time)).toBeNull();
  await expect(list('eu-west-1', time)).rejects.toMatchObject({ problem: { code: 'unreachable' } });
});

it.each([
  ['a session that ended', refusal('ExpiredTokenException'), 'expired'],
  ['a right that lacks', refusal('AccessDeniedException'), 'denied'],
  ['a connection that is cut', { body: null }, 'unreachable'],
  ['a page of a proxy', { status: 404, body: '<html>' }, 'unsupported'],
])('%s is told in every region', async (_what, answer, code) => {
  await expect(ask('us-east-1', answer)).rejects.toMatchObject({ problem: { code } });
});
