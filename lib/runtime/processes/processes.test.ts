import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from './is-alive';
import { findLockHolder, lockFolder } from './lock-folder';
import { waitUntil } from './wait-until';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a guarded program', () => {
  it('ends when its starter is gone by kill -9', async () => {
    const pidFile = join(folder, 'pid');
    const script = `
      import { spawnGuarded } from './lib/runtime/processes/spawn-guarded.ts';
      spawnGuarded('/bin/sh', ['-c', 'echo $$ > ${pidFile}; exec sleep 600'], { env: process.env, output: 'pipe' });
      setInterval(() => {}, 1000);
    `;
    const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', script];
    const starter = spawn(process.execPath, args, { stdio: 'inherit' });
    const readPid = (): number => {
      try {
        return Number(readFileSync(pidFile, 'utf8'));
      } catch {
        return 0;
      }
    };
    expect(await waitUntil(() => readPid() > 0, 10_000)).toBe(true);
    const pid = readPid();
    expect(isAlive(pid)).toBe(true);
    starter.kill('SIGKILL');
    expect(await waitUntil(() => !isAlive(pid), 10_000)).toBe(true);
  });
});

describe("a folder's lock", () => {
  it('is held until it is let go', () => {
    const first = lockFolder(folder);
    expect(first.ok).toBe(true);
    expect(readFileSync(join(folder, 'supervisor.pid'), 'utf8')).toBe(String(process.pid));
    if (first.ok) first.unlock();
    expect(lockFolder(folder).ok).toBe(true);
  });

  it('is refused while another of our programs has it', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'lib/runtime/start.ts']);
    await once(other, 'spawn');
    try {
      writeFileSync(join(folder, 'supervisor.pid'), String(other.pid));
      expect(lockFolder(folder)).toEqual({ ok: false, holder: other.pid });
    } finally {
      other.kill('SIGKILL');
    }
  });

  it.each([
    ['a process that is gone', '999999999'],
    ['a number that is now another program', '1'],
    ['half a number', '12x'],
    ['nothing', ''],
    ['a group of processes', '-1'],
  ])('of %s is nobody’s', (_what, content) => {
    writeFileSync(join(folder, 'supervisor.pid'), content);
    expect(findLockHolder(folder)).toBeNull();
    expect(lockFolder(folder).ok).toBe(true);
  });
});
