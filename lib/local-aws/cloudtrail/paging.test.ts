import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCall } from '@/lib/local-aws/call';
import { defaults, type Options } from '@/lib/local-aws/options';
import { makeSession } from '@/lib/local-aws/testing/actors';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { createWorld, scopeOf, type World } from '@/lib/local-aws/world/world';
import { visibleFrom } from './delivery';
import { lookupEvents } from './lookup-events';
import { dayOf, type TrailEvent } from './trail';

const account = '111122223333';
const region = 'eu-west-1';
const hour = 3_600_000;

function makeEvent(id: string, time: number): TrailEvent {
  const toRecord = () => ({ eventID: id, eventTime: new Date(time).toISOString() });
  return { id, time, name: 'GetSecretValue', source: 's', readOnly: true, resources: [], toRecord };
}

/** A world with seeded and live events at the given ages; several may share a millisecond. */
function makeWorld(options: Partial<Options>, seeded: readonly number[], live: readonly number[], now: number): World {
  const world = createWorld({ ...defaults, ...options });
  const { trail } = scopeOf(world, account, region);
  const old = seeded.map((age, index) => makeEvent(`seeded-${index}`, now - age)).sort((a, b) => a.time - b.time);
  trail.history = (day) => old.filter(({ time }) => dayOf(time) === day);
  live.forEach((age, index) => trail.live.push(makeEvent(`live-${index}`, now - age)));
  return world;
}

// Looking up is a call too, and leaves its own record.
const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: 'GetSecretValue' }];
const everything = [readPolicy({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })];

function look(world: World, now: number, input: JsonObject): { ids: string[]; token: string | undefined } {
  const caller = makeSession();
  if (caller.kind !== 'session') throw new Error('no session');
  caller.session.role.policies = everything;
  const call = createCall(world, caller, region, { sourceIp: '10.0.0.7', userAgent: 'test' });
  const { Events, NextToken } = lookupEvents.run({ ...call, now }, { ...input, LookupAttributes });
  const ids = (Array.isArray(Events) ? Events : []).map((entry: unknown) =>
    isJsonObject(entry) && typeof entry.EventId === 'string' ? entry.EventId : 'none',
  );
  return { ids, token: typeof NextToken === 'string' ? NextToken : undefined };
}

function readAll(world: World, now: number, MaxResults: number, between: () => void): string[] {
  const found: string[] = [];
  for (let token: string | undefined, turn = 0; turn < 10_000; turn += 1) {
    const page = look(world, now, { MaxResults, NextToken: token });
    found.push(...page.ids);
    between();
    if (page.token === undefined) return found;
    expect(page.ids).toHaveLength(MaxResults);
    token = page.token;
  }
  throw new Error('it does not end');
}

/** Ages within three days, many of them within the same second and the same millisecond. */
const ages = fc.array(fc.oneof(fc.nat(3 * 24 * hour), fc.constantFrom(0, 1, 2, 999, 1000, 24 * hour), fc.nat(2000)), {
  maxLength: 80,
});

test('at any page size and delay, each event that can be seen comes once, newest first', () => {
  // Now is fixed, near midnight, so that runs agree and days are crossed.
  const now = Date.UTC(2026, 10, 20, 0, 1);
  fc.assert(
    fc.property(
      fc.record({ seeded: ages, live: ages, size: fc.integer({ min: 1, max: 50 }) }),
      fc.constantFrom(0, 1000, 300_000, 6 * hour),
      fc.constantFrom(0, 0.3, 1),
      ({ seeded, live, size }, eventDelayMs, lateEvents) => {
        const options = { eventDelayMs, lateEvents };
        const world = makeWorld(options, seeded, live, now);
        const { trail } = scopeOf(world, account, region);
        const all = [...Array.from({ length: 5 }, (_, back) => trail.history(dayOf(now) - back)).flat(), ...trail.live];
        const visible = all.filter((event) => visibleFrom(event, options) <= now);
        let added = 0;
        // While it is read, calls go on, and records of some that took long come in late.
        const found = readAll(world, now, size, () => {
          trail.live.push(makeEvent(`added-${added}`, now + added));
          added += 1;
        });
        const timeOf = new Map(visible.map(({ id, time }) => [id, time]));
        expect(found.toSorted()).toEqual(visible.map(({ id }) => id).toSorted());
        const times = found.map((id) => timeOf.get(id) ?? NaN);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 150 },
  );
});

test('what is not delivered yet is seen later, in its place, and says so when it is very late', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const ids = (world: World, at: number) => readAll(world, at, 50, () => undefined);
  const prompt = makeWorld({ eventDelayMs: 300_000 }, [], [0, 0, 0], now);
  expect(ids(prompt, now + 74_000)).toEqual([]);
  expect(ids(prompt, now + 526_000)).toEqual(['live-2', 'live-1', 'live-0']);
  const late = makeWorld({ lateEvents: 1 }, [], [0], now);
  expect([ids(late, now + 29 * 60_000), ids(late, now + 24 * hour)]).toEqual([[], ['live-0']]);
});

test('the average delay is the one that was asked for', () => {
  const delays = { eventDelayMs: 300_000, lateEvents: 0 };
  const waits = Array.from({ length: 2000 }, (_, index) => visibleFrom(makeEvent(`id-${index}`, 0), delays));
  const average = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  expect(average / delays.eventDelayMs).toBeCloseTo(1, 1);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(75_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(525_000);
});
