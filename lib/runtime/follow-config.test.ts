import { mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Log } from '@/lib/domain/ports/context';
import { withClient } from '@/lib/store/migrate/with-client';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { readConfigInForce } from './config-in-force';
import { beginFollowing, followConfig, isOther, type FollowedConfig } from './follow-config';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const withoutDeny = example.slice(0, example.indexOf('  - who: { group: contractors }'));
const moreReveal = example.replace('environments: [dev, test, staging]', 'environments: [dev]');

let test: TestStore;
let folder: string;
let logged: string[];
const log: Log = {
  info: (fields, message) => logged.push(`info ${message} ${JSON.stringify(fields)}`),
  warn: (fields, message) => logged.push(`warn ${message} ${JSON.stringify(fields)}`),
  error: (fields, message) => logged.push(`error ${message} ${JSON.stringify(fields)}`),
};

/** One process with a file of its own, over the database that all share. */
class Process {
  private held: FollowedConfig | null = null;
  private age = 1000;
  /** Whether the last look changed what it goes by. */
  isOther = false;
  private readonly name: string;
  private readonly file: string;

  constructor(name: string) {
    this.name = name;
    this.file = join(folder, `${name}.yaml`);
  }

  /** As a mounted volume changes it: another time, long settled. */
  save(text: string): this {
    writeFileSync(this.file, text);
    const at = Date.now() / 1000 - (this.age -= 10);
    utimesSync(this.file, at, at);
    return this;
  }

  /** A link to itself in its place. */
  loop(): void {
    rmSync(this.file);
    symlinkSync(this.file, this.file);
  }

  async look(): Promise<string> {
    vi.stubEnv('KEYLEDGER_CONFIG', this.file);
    this.held ??= beginFollowing(readConfigInForce());
    const following = { store: test.store.config, log, place: this.name, replica: `${this.name}:web` };
    const next = await followConfig(this.held, following);
    this.isOther = isOther(next, this.held);
    this.held = next;
    const { statements } = this.held.config.auth;
    return statements.length === 8 ? (JSON.stringify(statements).includes('staging') ? 'example' : 'dev') : 'no deny';
  }

  isAgreed(): boolean {
    return this.held?.isAgreed === true;
  }

  addresses(): string[] {
    return this.held?.config.notifications.channels.map(({ url }) => url) ?? [];
  }

  issuers(): string[] {
    return this.held?.config.auth.providers.map(({ issuer }) => issuer) ?? [];
  }

  async start(): Promise<string> {
    this.held = null;
    return this.look();
  }
}

const entries = async () => {
  const list = await test.store.ledger.list(EVERYTHING, { action: ['config.loaded'], limit: 50, beforeSeq: null });
  return list.map(({ detail }) => detail).toReversed();
};

beforeAll(async () => {
  test = await startTestStore([]);
});
afterAll(() => test.stop());
beforeEach(async () => {
  logged = [];
  folder = mkdtempSync(join(tmpdir(), 'keyledger-follow-'));
  vi.stubEnv('KEYLEDGER_CLIENT_SECRET', 'CANARY-client');
  await withClient(test.database.superuserUrl, (client) =>
    client.query(`truncate keyledger.config_version, keyledger.config_report, keyledger.ledger;
      update keyledger.ledger_head set seq = 0, hash = repeat('0', 64)`),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a change that one process sees', () => {
  it('holds in every process from its next look on, and is one entry with the difference', async () => {
    const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
    expect([await one.start(), await two.start()]).toEqual(['example', 'example']);
    one.save(moreReveal);
    expect([await one.look(), await two.look()]).toEqual(['dev', 'dev']);
    two.save(moreReveal);
    expect([await two.look(), await one.look()]).toEqual(['dev', 'dev']);
    const [first, change, ...rest] = await entries();
    expect(first).toMatchObject({ version: 1, occasion: 'reload' });
    expect(change).toMatchObject({ version: 2, grantsAdded: 0, grantsRemoved: 0, grantsChanged: 1, keys: null });
    expect(change?.['grants']).toMatch(
      /^< group "platform" .* in dev or test or staging\n> group "platform" .* in dev$/,
    );
    expect(rest).toEqual([]);
  });

  it('is one entry also where all see it at the same moment', async () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => new Process(name).save(example));
    for (const one of all) await one.start();
    // Each reads its own file at the beginning of its look, before the first asks the database.
    const looks = all.map((one) => one.save(withoutDeny).look());
    expect(await Promise.all(looks)).toEqual(all.map(() => 'no deny'));
    expect(await entries()).toHaveLength(2);
  });

  it('is not undone by a file that lags behind, nor by a start with it', async () => {
    const [one, two] = [new Process('one').save(withoutDeny), new Process('two').save(withoutDeny)];
    await one.start();
    await two.start();
    one.save(example);
    expect(await one.look()).toBe('example');
    expect([await two.look(), await two.start(), await two.look()]).toEqual(['example', 'example', 'example']);
    expect(
      logged.filter((line) => line.startsWith('warn the file here is not the configuration in force')),
    ).not.toEqual([]);
    expect((await test.store.config.reports()).map(({ place, digest }) => [place, digest.length])).toEqual([
      ['one', 64],
      ['two', 64],
    ]);
    expect(await entries()).toHaveLength(2);
  });

  it('is agreed to by whoever has it in a file, and by nobody whose file is late', async () => {
    const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
    await one.start();
    await two.start();
    expect([one.isAgreed(), two.isAgreed()]).toEqual([true, true]);
    // It changes nothing that a policy holds.
    one.save(example.replace('historySeconds: 30', 'historySeconds: 60'));
    await one.look();
    await two.look();
    expect([one.isAgreed(), two.isAgreed()]).toEqual([true, false]);
    two.save(example.replace('historySeconds: 30', 'historySeconds: 60'));
    await two.look();
    expect([one.isAgreed(), two.isAgreed()]).toEqual([true, true]);
  });

  it('of who vouches for people holds for a file that lags behind, too', async () => {
    const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
    await one.start();
    await two.start();
    expect(two.issuers()).toEqual(['https://login.example.com']);
    one.save(example.replaceAll('https://login.example.com', 'https://new.example.com'));
    await one.look();
    await two.look();
    expect([one.issuers(), two.issuers()]).toEqual([['https://new.example.com'], []]);
  });

  it('may be taken back before the same eyes, and by a start once nobody has the file in force', async () => {
    const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
    await one.start();
    await two.start();
    one.save(moreReveal);
    await one.look();
    one.save(example);
    expect([await one.look(), await two.look()]).toEqual(['example', 'example']);
    two.save(moreReveal);
    // It was in force once, but its place was taken by what is in force: a change on purpose.
    expect([await two.look(), await one.look()]).toEqual(['dev', 'dev']);
    await test.store.config.leave('two');
    expect(await one.start()).toBe('example');
    expect(await entries()).toHaveLength(5);
  });

  it('is refused where it is broken, in that process, with its mistakes for all to see', async () => {
    const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
    await one.start();
    await two.start();
    one.save(example.replace('effect: deny', 'effect: perhaps'));
    expect([await one.look(), await two.look()]).toEqual(['example', 'example']);
    expect(await test.store.config.reports()).toMatchObject([
      { place: 'one', mistakes: [expect.stringMatching(/^one.yaml line \d+, grants\[7\].effect: /)] },
      { place: 'two', mistakes: [] },
    ]);
    // A file that cannot even be looked at is one of them.
    one.loop();
    expect(await one.look()).toBe('example');
    expect(await test.store.config.reports()).toMatchObject([
      { place: 'one', mistakes: [expect.stringContaining('cannot be read')] },
      { place: 'two', mistakes: [] },
    ]);
    two.save(moreReveal);
    // A broken file does not keep its process from what the others agree on.
    expect([await two.look(), await one.look()]).toEqual(['dev', 'dev']);
  });

  it('names other keys, and holds no secret', async () => {
    const one = new Process('one').save(example);
    await one.start();
    one.save(
      example
        .replace('historySeconds: 30', 'historySeconds: 60')
        .replace('issuer: https://login.example.com', 'issuer: https://login.example.com/')
        .replace('sessionHours: 12', 'sessionHours: 8'),
    );
    await one.look();
    const [, change] = await entries();
    expect(change).toMatchObject({ grants: null, keys: 'signIn.providers, signIn.sessionHours, sync.historySeconds' });
    expect(JSON.stringify([await entries(), await test.store.config.findInForce(), logged])).not.toContain('CANARY');
  });
});

it('a secret in a file is taken up where the same configuration is written again, or touched', async () => {
  const url = join(folder, 'url');
  const channel = { name: 'chat', kind: 'slack', urlFile: url, occasions: ['rotation.failing'] };
  const text = `${example}\nnotifications: ${JSON.stringify({ channels: [channel] })}`;
  writeFileSync(url, 'https://hooks.example.com/one');
  const one = new Process('one').save(text);
  await one.start();
  await one.look();
  expect([one.isOther, one.addresses()]).toEqual([false, ['https://hooks.example.com/one']]);
  writeFileSync(url, 'https://hooks.example.com/two');
  await one.save(text).look();
  expect([one.isOther, one.addresses()]).toEqual([true, ['https://hooks.example.com/two']]);
  await one.look();
  expect(one.isOther).toBe(false);
});

it('a version that this build cannot read is not gone by: what is held stays, and nothing starts with it', async () => {
  const [one, two] = [new Process('one').save(example), new Process('two').save(example)];
  await one.start();
  const file = {
    digest: 'f'.repeat(64),
    content: { grants: [], newer: true },
    lines: [],
    source: 'test',
    replica: 'x',
  };
  const entry = (await test.store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null }))[0];
  if (!entry) throw new Error('no entry');
  await test.store.config.take(file, () => entry, new Date());
  await test.store.config.report({ replica: 'x', place: 'x', digest: file.digest, mistakes: [] });
  expect(await one.look()).toBe('example');
  expect(logged.join('\n')).toMatch(/error the configuration in force is of a newer build/);
  await expect(two.start()).rejects.toThrow(/newer build/);
});
