import 'server-only';
import { randomUUID } from 'node:crypto';
import type { LoadedFile } from '@/lib/config/load-config';
import { toPolicy } from '@/lib/config/policy';
import { compareStatements, describeDifference } from '@/lib/domain/grants/compare-statements';
import { findChangedKeys } from '@/lib/domain/grants/find-changed-keys';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { ConfigVersion } from '@/lib/domain/ports/config-store';
import type { ConfigSummary } from '@/lib/domain/ports/context';

type Summary = Pick<ConfigSummary, 'digest' | 'source' | 'demo'>;

/** The configuration that is in force from now on, as an entry: whoever reads the ledger knows by which rules it was written. */
export const toConfigEntry = (
  { digest, source, demo }: Summary,
  occasion: 'start' | 'reload',
  more: NewLedgerEntry['detail'],
): NewLedgerEntry => ({
  actId: randomUUID(),
  action: 'config.loaded',
  phase: 'noted',
  actor: { id: 'keyledger', name: 'Keyledger', persona: null },
  secret: null,
  reason: null,
  code: null,
  requestId: null,
  count: 1,
  detail: { digest, source, demo, occasion, ...more },
});

const LONGEST_LIST = 500;

/** What a file changes against the one in force, bounded in size: grants in words, every other key by name. */
export function toDifference(file: LoadedFile, inForce: ConfigVersion | null): NewLedgerEntry['detail'] {
  const version = (inForce?.seq ?? 0) + 1;
  const after = toPolicy(file.content, file.lines);
  const before = inForce ? toPolicy(inForce.content, inForce.lines) : null;
  if (!inForce || !after || !before) return { version, file: file.digest };
  const difference = compareStatements(before.statements, after.statements);
  const keys = findChangedKeys(inForce.content, file.content).filter((key) => key !== 'grants');
  return {
    version,
    file: file.digest,
    grantsAdded: difference.added.length,
    grantsRemoved: difference.removed.length,
    grantsChanged: difference.changed.length,
    grants: describeDifference(difference) || null,
    keys: keys.join(', ').slice(0, LONGEST_LIST) || null,
  };
}
