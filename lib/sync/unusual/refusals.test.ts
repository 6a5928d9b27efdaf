import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Principal } from '@/lib/domain/event-record';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

const days = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, back) => from - back);
const dayOf = (back: number): string => at(back).toISOString().slice(0, 10);

it('many secrets denied one after the other, each once, unless it always is denied as many', async () => {
  const names = Array.from({ length: 60 }, (_, index) => fixture.secret(`dev/shut/${index}`, { environment: 'dev' }));
  await fixture.list(...names);
  const [scanner, broken, slow] = [makePrincipal('scanner'), makePrincipal('broken'), makePrincipal('slow')];
  const denied = { outcome: 'denied', errorCode: 'AccessDenied' } as const;
  const all = (back: number, principal: Principal, apart: number) =>
    names.map(({ secret }, index) =>
      makeEvent({ secretId: secret.arn, at: at(back, index * apart), principal, ...denied }),
    );
  await fixture.store([
    ...days(20, 3).flatMap((back) => all(back, broken, 1 / 3600)),
    ...all(3, scanner, 1 / 3600),
    ...all(3, slow, 1 / 6),
  ]);
  await fixture.judge();
  const found = await fixture.found({ rule: ['denied-burst'] });
  const own = found.filter(({ principal }) => ['scanner', 'broken', 'slow'].includes(principal.label));
  expect(
    own.filter(({ day }) => day === dayOf(3)).map(({ principal, count, secret }) => [principal.label, count, secret]),
  ).toEqual([['scanner', 60, null]]);
  expect(own[0]?.reason).toContain('Denied 60 different secrets');
  // The days on which it began.
  expect(own.filter(({ principal }) => principal.label === 'broken').map(({ day }) => day)).toEqual(
    days(20, 16).map(dayOf).toReversed(),
  );
});
