import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FreshClone } from './testing/fresh-clone';

/** Works under the lock, shows when two do so at once, and now and then dies in the middle of it. */
const contender = `
  const { withLock } = await import('../setup/lock.mjs');
  const { appendFileSync, readFileSync, writeFileSync } = await import('node:fs');
  for (let round = 0; round < 8; round += 1) {
    await withLock(async () => {
      const before = readFileSync('holder', 'utf8');
      writeFileSync('holder', String(process.pid));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
      if (readFileSync('holder', 'utf8') !== String(process.pid)) appendFileSync('broken', before + ' ');
      appendFileSync('rounds', '.');
      if (process.argv[2] === 'dies' && round === 3) process.kill(process.pid, 'SIGKILL');
    });
  }
`;

test('one holds it at a time, whoever dies with it', async () => {
  using clone = new FreshClone();
  clone.install();
  clone.write('lib/runtime/verify-ledger.ts', contender);
  for (const file of ['holder', 'broken', 'rounds']) clone.write(file, '');
  const runs = ['lives', 'dies', 'lives', 'dies', 'lives'].map((fate) => clone.run(['verify-ledger', fate]));
  const codes = await Promise.all(runs.map(({ ended }) => ended));
  expect(codes).toEqual([0, 137, 0, 137, 0]);
  expect(readFileSync(join(clone.root, 'broken'), 'utf8')).toBe('');
  expect(readFileSync(join(clone.root, 'rounds'), 'utf8')).toHaveLength(3 * 8 + 2 * 4);
});
