import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

it('a tool that nobody knows is another tool, unless the reader always has one', async () => {
  const secret = fixture.secret('prod/tools');
  await fixture.list(secret);
  const curl = { client: null, userAgent: 'curl/8.5.0' };
  const read = (back: number, name: string, given: object = {}) =>
    makeEvent({ secretId: secret.secret.arn, at: at(back), principal: makePrincipal(name), ...given });
  await fixture.store(
    Array.from({ length: 40 }, (_, day) => day + 3).flatMap((back) => [
      read(back, 'api'),
      read(back, 'script', curl),
      read(back, 'silent'),
    ]),
  );
  await fixture.store([
    read(2, 'api', curl),
    read(2, 'script', { client: null, userAgent: 'my-script/1' }),
    // What tells no user agent tells no tool.
    read(2, 'silent', { client: null, userAgent: null }),
  ]);
  await fixture.judge();
  const found = await fixture.found({ rule: ['new-client'] });
  expect(found.map(({ principal, facts }) => [principal.label, facts[0]?.value])).toEqual([['api', 'an unknown tool']]);
});
