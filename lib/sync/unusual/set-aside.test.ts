import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

const read = (secretId: string, back: number, hours = 0) =>
  makeEvent({ secretId, at: at(back, hours), principal: makePrincipal('api'), actorKind: 'person', person: 'jana' });
const dayOf = (back: number): string => at(back).toISOString().slice(0, 10);

it('a day that cannot be judged is logged, and stops no other one', async () => {
  const [broken, ...others] = ['a', 'b', 'c', 'd'].map((name) => fixture.secret(`prod/${name}`));
  if (!broken) throw new Error('no secret');
  await fixture.list(broken, ...others);
  await fixture.store([read(broken.secret.arn, 5)]);
  await fixture.judge();
  await withClient(fixture.database.superuserUrl, (client) =>
    client.query(`update keyledger.read_habit set traits = '{}'`),
  );
  const logged: object[] = [];
  const ctx = { ...fixture.ctx, log: { ...fixture.ctx.log, error: (about: object) => logged.push(about) } };

  // As long as nothing else is there to show that it is the day's own, it is kept.
  await fixture.store([read(broken.secret.arn, 5, 1)]);
  await expect(fixture.judge(ctx)).rejects.toThrow(TypeError);
  expect(await ctx.store.unusual.due(10)).toHaveLength(1);
  expect(logged).toEqual([]);

  await fixture.store(others.map(({ secret }) => read(secret.arn, 3)));
  await fixture.judge(ctx);
  const found = await fixture.found({ rule: ['person-prod'] });
  expect(new Set(found.map(({ secretId, day }) => `${secretId} ${day}`))).toEqual(
    new Set([...others.map(({ id }) => `${id} ${dayOf(3)}`), `${broken.id} ${dayOf(5)}`]),
  );
  expect(await ctx.store.unusual.due(10)).toEqual([]);
  expect(logged).toMatchObject([{ secretId: broken.id, day: dayOf(5) }]);
});
