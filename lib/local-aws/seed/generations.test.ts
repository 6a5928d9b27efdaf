import { afterEach, expect, test, vi } from 'vitest';
import { defaults } from '@/lib/local-aws/options';
import { createWorld, endWorld } from '@/lib/local-aws/world/world';
import { dayMs } from './calendar';
import { isAlive, makeGenerations } from './generations';
import { seedWorld } from './seed-world';
import { lifecycles } from './stories/lifecycles';
import { alsoTold, firstTold } from './stories/told';

const minute = 60_000;
const name = 'prod/risk/fraud-scorer';
const [spec] = lifecycles.filter((candidate) => candidate.name === name);
const generationsAt = (now: number) => {
  if (spec?.recreated === undefined) throw new Error(`${name} is not made anew`);
  return makeGenerations(spec, spec.recreated, defaults.seed, now);
};
const start = Date.UTC(2026, 2, 3, 12);

afterEach(() => {
  vi.useRealTimers();
});

test('one of a name lives at a time, but for the minutes between; each is another ARN', () => {
  for (let days = 0; days < 60; days += 1) {
    const now = start + days * dayMs;
    const generations = generationsAt(now);
    const alive = generations.filter((one) => isAlive(one, now));
    const isBetween = generations.some(({ life }) => life !== undefined && now >= life.until && now < life.until + 4 * minute); // prettier-ignore
    expect(alive).toHaveLength(isBetween ? 0 : 1);
    expect(new Set(generations.map(({ arn }) => arn)).size).toBe(generations.length);
    expect(Math.min(...generations.map(({ life }) => life?.from ?? now))).toBeLessThan(now - 45 * dayMs);
  }
});

test('a generation is the same on whatever day it is told', () => {
  const arns = (now: number) => generationsAt(now).map(({ arn, life }) => `${arn} ${life?.from}`);
  const [earlier, later] = [arns(start), arns(start + 30 * dayMs)];
  expect(earlier.filter((arn) => later.includes(arn)).length).toBeGreaterThanOrEqual(2);
});

test('with traffic the name changes its ARN before one’s eyes', async () => {
  const living = generationsAt(start).find((one) => isAlive(one, start));
  const until = living?.life?.until ?? 0;
  vi.useFakeTimers({ now: until - 2 * minute });
  const world = createWorld({ ...defaults, traffic: true, secrets: firstTold.length + alsoTold.length });
  seedWorld(world);
  const names = world.scopes.get('111122223333/us-east-1')?.byName;
  expect(names?.get(name)?.arn).toBe(living?.arn);
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(names?.has(name)).toBe(false);
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(names?.get(name)?.arn).not.toBe(living?.arn);
  expect(names?.get(name)?.created).toBe(until + 4 * minute);
  endWorld(world);
});
