import { expect, test } from 'vitest';
import { LiveEvents } from './live-events';
import type { TrailEvent } from './trail-event';

const day = 86_400_000;
const end = { time: Infinity, rank: 0 };

const makeEvent = (id: number, time: number): TrailEvent => ({
  id: String(id),
  time,
  name: 'GetSecretValue',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  accessKeyId: 'AKIAEXAMPLE',
  resources: ['a'],
  resourceType: 'AWS::SecretsManager::Secret',
  toRecord: () => ({ eventID: String(id), requestParameters: { secretId: 'a' }, responseElements: null }),
});

test('what is packed comes back in order and as it was', () => {
  const live = new LiveEvents();
  const all = Array.from({ length: 5000 }, (_, index) => makeEvent(index, 1e12 + Math.floor(index / 3)));
  for (const event of all) live.push(event);
  expect(live).toHaveLength(5000);
  const back = [...live.back(end)];
  expect(back.map(({ event }) => event.id)).toEqual(all.map(({ id }) => id).toReversed());
  const oldest = back.at(-1)?.event;
  expect(oldest).toMatchObject({ id: '0', accessKeyId: 'AKIAEXAMPLE', resources: ['a'] });
  expect(oldest?.toRecord()).toEqual(all[0]?.toRecord());
  expect([...live].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});

test('a walk goes on from any place, packed or not', () => {
  const live = new LiveEvents();
  for (let index = 0; index < 3000; index += 1) live.push(makeEvent(index, 1e12 + index));
  const back = [...live.back(end)];
  for (const at of [0, 1, 951, 952, 1975, 1976, 2998, 2999]) {
    const place = back[at];
    if (place === undefined) throw new Error('no such place');
    expect([...live.back(place)].map(({ event }) => event.id)).toEqual(back.slice(at + 1).map(({ event }) => event.id));
  }
});

test('a call that took longer than those after it is put where it belongs', () => {
  const live = new LiveEvents();
  for (const [id, time] of [[0, 1000], [1, 3000], [2, 2000], [3, 2000], [4, 500]] as const) live.push(makeEvent(id, time)); // prettier-ignore
  expect([...live].map(({ id }) => id)).toEqual(['4', '0', '2', '3', '1']);
});

test('ninety days are kept, and of a flood the newest', () => {
  const old = new LiveEvents();
  for (let index = 0; index < 4096; index += 1) old.push(makeEvent(index, 1e12));
  for (let index = 0; index < 4096; index += 1) old.push(makeEvent(4096 + index, 1e12 + 91 * day));
  expect(Math.min(...[...old].map(({ id }) => Number(id)))).toBeGreaterThanOrEqual(3072);
  const flood = new LiveEvents();
  for (let index = 0; index < 520_000; index += 1) flood.push(makeEvent(index, 1e12 + index));
  expect(flood.length).toBeLessThanOrEqual(502_000);
  expect(flood.back(end).next().value?.event.id).toBe('519999');
});
