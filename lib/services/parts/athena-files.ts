import 'server-only';
import { ATHENA_FILES, type AthenaFile } from '@/lib/contract/athena';
import { toAthenaPolicy } from '@/lib/domain/athena/athena-policy';
import { USUAL_ATHENA, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { toRollUpQuery } from '@/lib/domain/athena/roll-up-query';
import { addDays, dayOf } from '@/lib/domain/day';
import { toTrailTable, type TrailTable } from '@/lib/domain/athena/trail-table';
import { toPartition } from '@/lib/domain/partition';
import type { Context } from '@/lib/domain/ports/context';
import { toPolicyText, toTrustPolicy } from '@/lib/domain/roles/role-documents';
import type { Scope } from '@/lib/domain/scope';

type Asked = Pick<Context, 'aws' | 'config' | 'now'> & { scopes: readonly Scope[] };

/** Accounts and regions are listed in the table where none can come that keyledger.yaml does not name. */
export function toTable(athena: AthenaSettings, { config, scopes }: Pick<Asked, 'config' | 'scopes'>): TrailTable {
  const { catalog, database, table, trail } = athena;
  const regions = [...new Set(scopes.map(({ region }) => region))].toSorted();
  const accounts = [...new Set(scopes.map(({ accountId }) => accountId))].toSorted();
  return {
    catalog,
    database,
    table,
    ...trail,
    accounts: config.discovery ? null : accounts,
    regions: config.discovery?.regions === 'enabled' ? null : regions,
  };
}

/** Whose the role is; without one, whose credentials Keyledger runs with. */
function toHome(athena: AthenaSettings, { aws }: Asked) {
  const [first] = aws.accounts();
  const dashboard = first?.dashboard ?? aws.discovery()?.dashboard ?? null;
  const accountId = athena.role?.split(':')[4] ?? dashboard?.accountId ?? first?.accountId ?? '000000000000';
  return { dashboard, accountId };
}

function toTrust(athena: AthenaSettings, asked: Asked): string {
  const { dashboard, accountId } = toHome(athena, asked);
  const { externalId } = athena;
  const partition = toPartition(athena.region);
  return toPolicyText(toTrustPolicy('read', { partition, accountId, dashboard, externalId }));
}

/** One text for Athena; where nothing is configured, as the example would need it. */
export function toAthenaFile(asked: Asked, file: AthenaFile): string {
  const athena = asked.config.athena ?? USUAL_ATHENA;
  switch (file) {
    case 'cloudtrail-table.sql':
      return toTrailTable(toTable(athena, asked));
    case 'reads-of-a-day.sql': {
      const { accountId, region } = asked.scopes[0] ?? { accountId: '111122223333', region: athena.region };
      const day = addDays(dayOf(asked.now()), -1);
      return toRollUpQuery(athena, { accountId, region, from: day, to: day });
    }
    case 'athena.json':
      return toPolicyText(toAthenaPolicy(athena, toHome(athena, asked).accountId));
    case 'athena-trust.json':
      return toTrust(athena, asked);
  }
}

/** Without a role of its own there is nobody to trust. */
export const toAthenaFiles = (asked: Asked) =>
  ATHENA_FILES.filter(
    (name) => name !== 'athena-trust.json' || (asked.config.athena ?? USUAL_ATHENA).role !== null,
  ).map((name) => ({ name, text: toAthenaFile(asked, name) }));
