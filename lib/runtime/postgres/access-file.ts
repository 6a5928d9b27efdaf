import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError, withPath } from '@/lib/runtime/start-error';

const access = z.strictObject({
  superuserPassword: z.string().min(32),
  ownerPassword: z.string().min(32),
  appPassword: z.string().min(32),
  port: z.int().min(1).max(65_535).nullable(),
});

/** How the embedded server is reached. The passwords are random and made once. */
export type Access = z.infer<typeof access>;

const toPath = (dataDir: string): string => join(dataDir, 'postgres.json');

export function readAccess(dataDir: string): Access | null {
  const path = toPath(dataDir);
  const text = withPath(path, () => (existsSync(path) ? readFileSync(path, 'utf8') : null));
  if (text === null) return null;
  try {
    return access.parse(JSON.parse(text));
  } catch {
    throw new StartError(`${path} is damaged: put back a copy of it, or restore a backup into a new KEYLEDGER_DATA.`);
  }
}

export function makeAccess(): Access {
  const password = () => randomBytes(24).toString('hex');
  return { superuserPassword: password(), ownerPassword: password(), appPassword: password(), port: null };
}

export function writeAccess(dataDir: string, value: Access): void {
  const path = toPath(dataDir);
  withPath(path, () => {
    writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  });
}
