import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { FreshClone, isAlive } from './testing/fresh-clone';

const entry = 'lib/runtime/verify-ledger.ts';
const nobody = process.getuid?.() === 0 ? 65_534 : undefined;

/** A failure is told in one line and without a stack, after the lines of progress. */
async function failureOf(
  clone: FreshClone,
  options: Parameters<FreshClone['run']>[1] = {},
  command = 'verify-ledger',
): Promise<string> {
  const run = clone.run([command], options);
  expect(await run.ended, run.output()).toBe(1);
  const lines = run
    .output()
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('…'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/^\s*at |node:internal/);
  return lines[0] ?? '';
}

test('a command that is not there is named, and the others with it', async () => {
  using clone = new FreshClone();
  expect(await failureOf(clone, {}, 'dmeo')).toMatch(/no command "dmeo".*demo, start/);
});

test('without npm one line says where it comes from', async () => {
  using clone = new FreshClone();
  expect(await failureOf(clone)).toMatch(/npm was not found/);
});

/** What npm prints → what a person is told. */
const failures: [name: string, said: string, told: RegExp][] = [
  [
    'no space',
    'npm error code ENOSPC\nnpm error syscall write\nnpm error errno -28\nnpm error nospc ENOSPC: no space left on device, write',
    /no space left on the disk/,
  ],
  [
    'no access',
    "npm error code EACCES\nnpm error syscall mkdir\nnpm error path /srv/x/node_modules\nnpm error errno -13\nnpm error Error: EACCES: permission denied, mkdir '/srv/x/node_modules'",
    /cannot be read or written \(\/srv\/x\/node_modules\)/,
  ],
  [
    'no such host',
    'npm error code ENOTFOUND\nnpm error network request to https://user:hunter2@packages.example.com/next failed, reason: getaddrinfo ENOTFOUND packages.example.com',
    /registry \(packages\.example\.com\) cannot be reached/,
  ],
  [
    'no sign-in',
    'npm error code E401\nnpm error Unable to authenticate, your authentication token seems to be invalid.',
    /asks for a sign-in/,
  ],
  [
    'a strange certificate',
    'npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error errno SELF_SIGNED_CERT_IN_CHAIN',
    /certificate that is not trusted/,
  ],
  [
    'another content',
    'npm error code EINTEGRITY\nnpm error sha512-aaa integrity checksum failed',
    /not what package-lock.json says: sha512-aaa integrity/,
  ],
  [
    'no such version',
    'npm error code ETARGET\nnpm error notarget No matching version found for next@16.4.6.',
    /does not have a package.*next@16\.4\.6/,
  ],
  ['a word that nobody knows', 'something nobody has seen', /could not be installed\. something nobody has seen/],
  ['nothing at all', '', /could not be installed\. it gave no reason/],
];

test.each(failures)('npm fails with %s', async (_, said, told) => {
  using clone = new FreshClone();
  clone.program('npm', `console.error(${JSON.stringify(said)}); process.exit(1)`);
  const line = await failureOf(clone);
  expect(line).toMatch(told);
  expect(line).not.toContain('hunter2');
});

test('a registry that does not answer is named', async () => {
  using clone = new FreshClone();
  const registry = 'http://127.0.0.1:9';
  const dependency = { version: '1.0.0', resolved: `${registry}/a/-/a-1.0.0.tgz`, integrity: 'sha512-aaaa' };
  clone.write('package.json', JSON.stringify({ name: 'clone', version: '1.0.0', dependencies: { a: '1.0.0' } }));
  const packages = {
    '': { name: 'clone', version: '1.0.0', dependencies: { a: '1.0.0' } },
    'node_modules/a': dependency,
  };
  clone.write('package-lock.json', JSON.stringify({ name: 'clone', version: '1.0.0', lockfileVersion: 3, packages }));
  const env = {
    npm_config_registry: registry,
    npm_config_cache: join(clone.root, 'cache'),
    PATH: process.env.PATH ?? '',
  };
  expect(await failureOf(clone, { env })).toMatch(/registry \(127\.0\.0\.1:9\) cannot be reached/);
});

test('a damaged lock file is named before anything is installed', async () => {
  using clone = new FreshClone();
  clone.write('package-lock.json', '{"packages":');
  expect(await failureOf(clone)).toMatch(/package-lock\.json is missing or damaged/);
});

test('a folder that may not be read is named', async () => {
  using clone = new FreshClone();
  clone.install();
  clone.write(entry, '');
  chmodSync(join(clone.root, 'package-lock.json'), 0o000);
  expect(await failureOf(clone, { user: nobody })).toMatch(/cannot be read or written \(.*package-lock\.json\)/);
});

test('a folder that may not be written is named', async () => {
  using clone = new FreshClone();
  clone.program('npm', '');
  chmodSync(clone.root, 0o555);
  expect(await failureOf(clone, { user: nobody })).toMatch(/cannot be read or written \(.*\.keyledger/);
});

test('what is missing is installed, once, also where two begin together', async () => {
  using done = new FreshClone();
  done.install();
  using clone = new FreshClone();
  const from = JSON.stringify(join(done.root, 'node_modules'));
  clone.program(
    'npm',
    `import { appendFileSync, cpSync } from 'node:fs';
     appendFileSync('npm.log', process.argv[2] + ' ');
     setTimeout(() => cpSync(${from}, 'node_modules', { recursive: true, verbatimSymlinks: true }), 500);`,
  );
  clone.write(entry, 'console.log("it runs")');
  const runs = [clone.run(['verify-ledger']), clone.run(['verify-ledger'])];
  for (const run of runs) {
    expect(await run.ended, run.output()).toBe(0);
    expect(run.output()).toContain('it runs');
  }
  expect(readFileSync(join(clone.root, 'npm.log'), 'utf8')).toBe('ci ');
  expect(runs.some((run) => run.output().includes('Waiting for another setup'))).toBe(true);
});

test('a lock that a killed process left behind holds nobody up', async () => {
  using clone = new FreshClone();
  clone.program('npm', 'setTimeout(() => {}, 60_000)');
  const killed = clone.run(['verify-ledger']);
  await vi.waitFor(() => expect(killed.output()).toContain('Installing packages'), 10_000);
  killed.child.kill('SIGKILL');
  await killed.ended;
  clone.program('npm', 'process.exit(1)');
  expect(await failureOf(clone)).toMatch(/could not be installed/);
});

test('Ctrl-C in the middle of an install leaves no process and no lock behind', async () => {
  using clone = new FreshClone();
  clone.program(
    'npm',
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     process.on('SIGINT', () => {});
     const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     writeFileSync('pids', process.pid + ' ' + pid);
     setInterval(() => {}, 1000);`,
  );
  const run = clone.run(['verify-ledger']);
  const pids = join(clone.root, 'pids');
  await vi.waitFor(() => expect(existsSync(pids) ? readFileSync(pids, 'utf8') : '').toMatch(/\d+ \d+/), 10_000);
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(130);
  const started = readFileSync(pids, 'utf8').split(' ').map(Number);
  await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), 5000);
  clone.program('npm', 'process.exit(1)');
  expect(await failureOf(clone)).toMatch(/could not be installed/);
});
