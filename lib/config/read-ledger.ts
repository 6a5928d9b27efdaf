import 'server-only';
import { join, resolve } from 'node:path';
import { readSigners } from '@/lib/domain/ledger/sign-anchor';
import { findVariable, type Reading } from './environment';
import type { LedgerConfig } from './ledger-config';
import type { ReadFile } from './read-config-file';

/** The ledger's section of the file, and the key that signs its anchors. */
export function readLedger(reading: Reading, { file }: ReadFile, dataDir: string): LedgerConfig {
  const { verifyHours, stdout, anchors } = file.ledger;
  const path = anchors.file === undefined ? null : resolve(/* turbopackIgnore: true */ anchors.file);
  const { s3 } = anchors;
  return {
    verifyHours,
    stdout,
    anchors: {
      ...anchors,
      file: path,
      s3: s3 ? { ...s3, account: s3.account ?? null, role: s3.role ?? null, externalId: s3.externalId ?? null } : null,
    },
    keyFile: readKeyFile(reading, dataDir),
  };
}

function readKeyFile({ env, mistakes, readFile }: Reading, dataDir: string): LedgerConfig['keyFile'] {
  const named = findVariable(env, 'KEYLEDGER_ANCHOR_KEY_FILE');
  if (named === null) return { path: join(dataDir, 'anchor-key.pem'), isOwn: true };
  const complain = (problem: string): void => {
    const mend = 'Make one with: openssl genpkey -algorithm ed25519. Left out, Keyledger makes and keeps one itself.';
    mistakes.push({ where: 'KEYLEDGER_ANCHOR_KEY_FILE', problem, mend });
  };
  try {
    const pem = readFile(named);
    if (pem === null) complain(`cannot read ${named}`);
    else readSigners(pem);
  } catch (error) {
    complain(error instanceof TypeError ? error.message : `cannot read ${named}, or it holds no private Ed25519 key`);
  }
  return { path: resolve(/* turbopackIgnore: true */ named), isOwn: false };
}
