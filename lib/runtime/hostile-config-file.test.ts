import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as LoadConfig from '@/lib/config/load-config';
import type { Log } from '@/lib/domain/ports/context';
import { readConfigInForce, refreshConfig } from './config-in-force';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const HALF = example.slice(0, example.indexOf('  - who: { group: contractors }'));
/** What happens to the file just after it was read. */
const meanwhile = vi.hoisted(() => ({ happens: () => {} }));
vi.mock('@/lib/config/load-config', async (importActual) => {
  const actual = await importActual<typeof LoadConfig>();
  const loadConfig: typeof actual.loadConfig = (...asked) => {
    const loaded = actual.loadConfig(...asked);
    meanwhile.happens();
    return loaded;
  };
  return { ...actual, loadConfig };
});

let folder: string;
let file: string;
let errors: Record<string, unknown>[];
const log: Log = { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) };

function save(content: string | Buffer): void {
  writeFileSync(file, content);
  const at = Date.now() / 1000 - 5;
  utimesSync(file, at, at);
}

beforeEach(() => {
  errors = [];
  meanwhile.happens = () => {};
  folder = mkdtempSync(join(tmpdir(), 'keyledger-config-'));
  file = join(folder, 'keyledger.yaml');
  vi.stubEnv('KEYLEDGER_CONFIG', file);
  vi.stubEnv('KEYLEDGER_CLIENT_SECRET', 'CANARY');
  save(example);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inItsPlace = (make: () => void) => () => {
  rmSync(file);
  make();
};

it.each<[string, () => void, RegExp]>([
  ['nothing', () => save(''), /signIn: there is no way to sign in/],
  ['a folder', inItsPlace(() => mkdirSync(file)), /is no ordinary file/],
  ['a link to itself', inItsPlace(() => symlinkSync(file, file)), /cannot be read/],
  ['a link to what never ends', inItsPlace(() => symlinkSync('/dev/zero', file)), /is no ordinary file/],
  ['a pipe that nobody writes to', inItsPlace(() => execFileSync('mkfifo', [file])), /is no ordinary file/],
  [
    'a gigabyte',
    inItsPlace(() => {
      writeFileSync(file, '');
      truncateSync(file, 2 ** 30);
    }),
    /is larger than 4 MiB/,
  ],
  [
    'a name in another encoding, which no group has',
    () => save(Buffer.from(example.replace('group: contractors', 'group: Außendienst'), 'latin1')),
    /line \d+: holds what is no UTF-8 text/,
  ],
  ['UTF-16', () => save(Buffer.from(`\uFEFF${example}`, 'utf16le')), /line \d+: holds what is no UTF-8 text/],
])(
  '%s in the place of the file is refused at once, said once, and the old configuration stays',
  (_what, make, says) => {
    const first = readConfigInForce();
    make();
    // A file that was touched this very moment is left alone for a second.
    vi.useFakeTimers({ now: Date.now() + 5000, toFake: ['Date'] });
    try {
      const at = performance.now();
      const second = refreshConfig(first, log);
      expect(second.config).toBe(first.config);
      expect(second.mistakes.join('\n')).toMatch(says);
      expect(refreshConfig(second, log)).toBe(second);
      expect(errors).toHaveLength(1);
      expect(performance.now() - at).toBeLessThan(1000);
    } finally {
      vi.useRealTimers();
    }
  },
);

it('half a file that somebody began to write while it was read is not taken up', () => {
  const first = readConfigInForce();
  save(HALF);
  meanwhile.happens = () => save(example.replace('historySeconds: 30', 'historySeconds: 60'));
  expect(refreshConfig(first, log)).toBe(first);
  meanwhile.happens = () => {};
  const { config } = refreshConfig(first, log);
  expect([config.sync.historySeconds, config.auth.statements.length]).toEqual([60, 8]);
});
