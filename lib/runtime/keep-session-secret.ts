import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPath } from './start-error';

/** The secret that seals session cookies: the given one, else one that is made once and kept, for this user alone. */
export function keepSessionSecret(dataDir: string, given: string): string {
  if (given !== '') return given;
  const path = join(dataDir, 'session-secret');
  return withPath(path, () => {
    if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    return readFileSync(path, 'utf8').trim();
  });
}
