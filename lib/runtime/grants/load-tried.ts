import 'server-only';
import { basename } from 'node:path';
import type { Env } from '@/lib/config/environment';
import { HANDED_DOWN } from '@/lib/config/handed-down';
import { loadConfig, type Loaded } from '@/lib/config/load-config';
import { toMistakeLine } from '@/lib/config/mistake';
import { toPolicy, type Policy } from '@/lib/config/policy';
import { readTextFile } from '@/lib/config/read-environment';
import type { ConfigVersion } from '@/lib/domain/ports/config-store';
import { StartError } from '@/lib/runtime/start-error';

function load(env: Env, file: string | undefined, demo: boolean): Loaded {
  const handedDown = { demo, ownCredentials: false, embeddedDatabase: false, caller: null };
  const asked = { ...env, ...(file !== undefined && { KEYLEDGER_CONFIG: file }) };
  return loadConfig({ ...asked, [HANDED_DOWN]: JSON.stringify(handedDown) }, (path) =>
    readTextFile(path, { orPipe: path === file }),
  );
}

/** The policy of a file, by the same checks as a start's; throws with every mistake named. */
export function loadTried(env: Env, file: string, demo: boolean): Policy {
  const loaded = load(env, file, demo);
  if (loaded.ok) return toOwnPolicy(loaded);
  const { length } = loaded.mistakes;
  const lines = loaded.mistakes.map((mistake) => `  ${toMistakeLine(mistake)}`);
  const count = `${length} ${length === 1 ? 'mistake' : 'mistakes'}`;
  throw new StartError([`${basename(file)} would be refused: ${count}.`, ...lines].join('\n'));
}

function toOwnPolicy({ file }: Extract<Loaded, { ok: true }>): Policy {
  const policy = toPolicy(file.content, file.lines);
  if (!policy) throw new Error('a checked file has no policy');
  return policy;
}

/** What is in force: the version that all processes go by; before there is one, this machine's own file, or nothing at all. */
export function loadInForce(env: Env, version: ConfigVersion | null, demo: boolean): Policy | null {
  if (version) {
    const policy = toPolicy(version.content, version.lines);
    if (policy) return policy;
    throw new StartError('What is in force was written by a newer Keyledger: use that one to compare with it.');
  }
  const loaded = load(env, undefined, demo);
  return loaded.ok ? toOwnPolicy(loaded) : null;
}
