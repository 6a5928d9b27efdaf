import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead';

/** A source that says how many pages it was asked for. */
function createSource(count: number, failsAfter = Infinity) {
  const seen = { asked: 0, closed: false };
  async function* pages() {
    try {
      for (let page = 0; page < count; page += 1) {
        seen.asked += 1;
        if (page === failsAfter) throw new Error('the source broke');
        await turn();
        yield page;
      }
    } finally {
      seen.closed = true;
    }
  }
  return { seen, pages: pages() };
}

const at = () => new Date(0);

async function readAll<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const lot of readAhead(pages, at, 2)) got.push(...lot.map(({ page }) => page));
  return got;
}

async function turns(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await turn();
}

test('every page comes once and in order, whoever is slower', async () => {
  for (const pause of [0, 1, 9]) {
    const { pages, seen } = createSource(23);
    const got: number[] = [];
    for await (const lot of readAhead(pages, at, 4)) {
      got.push(...lot.map(({ page }) => page));
      expect(lot.length).toBeLessThanOrEqual(4);
      await turns(pause);
    }
    expect(got).toEqual(Array.from({ length: 23 }, (_, index) => index));
    expect(seen.closed).toBe(true);
  }
});

test('no more is asked for than may wait', async () => {
  const { pages, seen } = createSource(50);
  const lots = readAhead(pages, at, 3);
  await lots.next();
  await turns(40);
  expect(seen.asked).toBeLessThanOrEqual(5);
  expect((await lots.next()).value).toHaveLength(3);
  await lots.return(undefined);
  await turns(5);
  expect(seen).toMatchObject({ closed: true });
});

test('what came before an error is given, then the error', async () => {
  const got: number[] = [];
  const read = async () => {
    for await (const lot of readAhead(createSource(9, 5).pages, at, 2)) {
      got.push(...lot.map(({ page }) => page));
      await turns(4);
    }
  };
  await expect(read()).rejects.toThrow('the source broke');
  expect(got).toEqual([0, 1, 2, 3, 4]);
});

test('each page bears the moment it was asked for, not the one when it came', async () => {
  let now = 0;
  async function* pages() {
    for (const page of ['a', 'b', 'c']) {
      now += 10;
      yield await Promise.resolve(page);
    }
  }
  const got: [string, number][] = [];
  for await (const lot of readAhead(pages(), () => new Date(now), 1))
    for (const { page, askedAt } of lot) got.push([page, askedAt.getTime()]);
  expect(got).toEqual([['a', 0], ['b', 10], ['c', 20]]); // prettier-ignore
});

test('nothing at all is nothing, and an error at once is that error', async () => {
  expect(await readAll(createSource(0).pages)).toEqual([]);
  await expect(readAll(createSource(2, 0).pages)).rejects.toThrow('the source broke');
});
