import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { Log } from '@/lib/domain/ports/context';
import { keepLocalAws } from './keep-local-aws';

const said: string[] = [];
const log: Log = { info: () => {}, warn: () => {}, error: (_fields, message) => void said.push(message) };
let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

/** The endpoint's own process, by the moment that only this test's was started with. */
const findProcess = (anchor: Date): number | undefined =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return !command[0]?.endsWith('sh') && command.includes(anchor.toISOString());
      } catch {
        return false;
      }
    });

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_local/health`).then(
    ({ ok }) => ok,
    () => false,
  );

it.runIf(process.platform === 'linux')('a local AWS that was killed is back at the same address', async () => {
  const anchor = new Date();
  const local = await keepLocalAws(anchor, log);
  stop = local.stop;
  const first = findProcess(anchor);
  expect(await answers(local.url)).toBe(true);
  process.kill(first ?? 0, 'SIGKILL');
  await expect.poll(() => answers(local.url), { timeout: 5000 }).toBe(false);
  await expect.poll(() => answers(local.url), { timeout: 20_000 }).toBe(true);
  expect(findProcess(anchor)).not.toBe(first);
  expect(said).toEqual(['the local AWS endpoint ended; started again']);
  await local.stop();
  expect(findProcess(anchor)).toBeUndefined();
});
