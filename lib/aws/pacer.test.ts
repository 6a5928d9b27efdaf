import { describe, expect, it } from 'vitest';
import { createPacer, type PacerClock } from './pacer';

class Throttled extends Error {}

/** Time that passes only by sleeping. */
function createClock(random = 1): PacerClock & { time: number } {
  const clock = {
    time: 0,
    now: () => clock.time,
    random: () => random,
    async sleep(milliseconds: number) {
      clock.time += milliseconds;
    },
  };
  return clock;
}

const start = (clock: PacerClock, attempts = 4) =>
  createPacer({
    intervalMilliseconds: 500,
    pauseMilliseconds: 1_000,
    attempts,
    isThrottled: (error) => error instanceof Throttled,
    clock,
  });

describe('the pacer', () => {
  it('never starts more than two calls in any second', async () => {
    const clock = createClock();
    const pacer = start(clock);
    const starts: number[] = [];
    await Promise.all(Array.from({ length: 20 }, () => pacer.run('a', async () => starts.push(clock.now()))));
    expect(starts).toHaveLength(20);
    for (const [index, at] of starts.entries())
      expect(at - (starts[index - 2] ?? -Infinity)).toBeGreaterThanOrEqual(1_000);
  });

  it('does not let one scope wait for another', async () => {
    const clock = createClock();
    const pacer = start(clock);
    await Promise.all(['a', 'b', 'c'].map((key) => pacer.run(key, async () => key)));
    expect(clock.time).toBe(0);
  });

  it('takes turns: a loop that began later is not starved by one with much to do', async () => {
    const pacer = start(createClock());
    const order: string[] = [];
    const loop = async (name: string, calls: number): Promise<void> => {
      for (let call = 0; call < calls; call += 1) await pacer.run('a', async () => order.push(name));
    };
    await Promise.all([loop('long', 6), loop('short', 3)]);
    expect(order.slice(0, 6)).toEqual(['long', 'short', 'long', 'short', 'long', 'short']);
  });

  it('tries a throttled call again before those behind it, after pauses that double', async () => {
    const clock = createClock(0.999_999);
    const pacer = start(clock);
    const order: string[] = [];
    const at: number[] = [];
    const first = pacer.run('a', async () => {
      at.push(Math.round(clock.now()));
      if (at.length < 3) throw new Throttled();
      order.push('first');
    });
    const second = pacer.run('a', async () => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(at).toEqual([0, 1_000, 3_000]);
  });

  it('gives up after its attempts, and the next in line still has its turn', async () => {
    const pacer = start(createClock(), 2);
    let tries = 0;
    const refused = pacer.run('a', async () => {
      tries += 1;
      throw new Throttled();
    });
    const next = pacer.run('a', async () => 'next');
    await expect(refused).rejects.toThrow(Throttled);
    await expect(next).resolves.toBe('next');
    expect(tries).toBe(2);
  });

  it('throws any other error at once', async () => {
    const pacer = start(createClock());
    let tries = 0;
    const broken = pacer.run('a', async () => {
      tries += 1;
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(tries).toBe(1);
  });
});
