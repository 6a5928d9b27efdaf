import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { FreshClone, isAlive } from './testing/fresh-clone';

const entry = 'lib/runtime/verify-ledger.ts';

function installed(program: string): FreshClone {
  const clone = new FreshClone();
  clone.install();
  clone.write(entry, program);
  return clone;
}

test('the program gets its arguments and the condition of the server rooms', async () => {
  using clone = installed('console.log(JSON.stringify([process.argv.slice(2), process.execArgv]))');
  const run = clone.run(['verify-ledger', '--from', 'a b']);
  expect(await run.ended).toBe(0);
  expect(JSON.parse(run.output())).toEqual([
    ['--from', 'a b'],
    ['--conditions=react-server', '--import', 'tsx'],
  ]);
});

test('its exit code is ours', async () => {
  using clone = installed('process.exitCode = 7');
  expect(await clone.run(['verify-ledger']).ended).toBe(7);
});

test('a program that a signal ended has the exit code of a shell', async () => {
  using clone = installed("process.kill(process.pid, 'SIGKILL')");
  expect(await clone.run(['verify-ledger']).ended).toBe(137);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the program once, and its end is awaited',
  async (signal) => {
    using clone = installed(
      `let times = 0;
     process.on('${signal}', () => { times += 1; setTimeout(() => { console.log('times: ' + times); process.exit(3); }, 300); });
     setInterval(() => {}, 1000);
     console.log('ready');`,
    );
    const run = clone.run(['verify-ledger']);
    await vi.waitFor(() => expect(run.output()).toContain('ready'), 10_000);
    run.child.kill(signal);
    expect(await run.ended).toBe(3);
    expect(run.output()).toContain('times: 1');
  },
);

test('what a program forgot to stop ends with it', async () => {
  using clone = installed(
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     writeFileSync('forgotten', String(child.pid));
     process.exit(0);`,
  );
  expect(await clone.run(['verify-ledger']).ended).toBe(0);
  const pid = Number(readFileSync(join(clone.root, 'forgotten'), 'utf8'));
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000);
});

/** A program that stays until it is told to stop, or until its channel closes. */
const staying = `
  import { writeFileSync } from 'node:fs';
  for (const event of ['SIGHUP', 'disconnect']) process.on(event, () => process.exit(0));
  setInterval(() => {}, 1000);
  writeFileSync('pid', String(process.pid));
`;

async function readPid(clone: FreshClone): Promise<number> {
  await vi.waitFor(() => expect(Number(readFileSync(join(clone.root, 'pid'), 'utf8'))).toBeGreaterThan(0), 10_000);
  return Number(readFileSync(join(clone.root, 'pid'), 'utf8'));
}

test('kill -9 of the setup ends the program', async () => {
  using clone = installed(staying);
  const run = clone.run(['verify-ledger']);
  const pid = await readPid(clone);
  run.child.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000);
});

test.skipIf(process.platform === 'win32')('kill -9 of npm, whose shell lives on, ends the program', async () => {
  using clone = installed(staying);
  // npm runs scripts so; the second command keeps the shell from replacing itself by the first.
  clone.program(
    'npm',
    `import { spawn } from 'node:child_process';
     const command = '"' + process.execPath + '" lib/setup/run.mjs verify-ledger; true';
     spawn('/bin/sh', ['-c', command], { stdio: 'inherit' });`,
  );
  const npm = spawn(join(clone.root, 'bin/npm'), {
    cwd: clone.root,
    env: { PATH: join(clone.root, 'bin'), npm_lifecycle_event: 'verify-ledger', NODE_ENV: 'test' },
    stdio: 'ignore',
  });
  const pid = await readPid(clone);
  npm.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5000);
});
