import 'server-only';
import type { AccountConfig } from './aws-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

type Stated = NonNullable<ConfigFile['accounts']>[number];

export function toAccounts(
  stated: readonly Stated[],
  { mistakes }: Reading,
  at: (path: Path) => string,
): AccountConfig[] {
  const complain = (path: Path, problem: string, mend: string) => mistakes.push({ where: at(path), problem, mend });
  return stated.map((account, index) => {
    if (stated.findIndex((other) => other.id === account.id) !== index)
      complain(['accounts', index, 'id'], 'is there twice', 'List an account once, with all its regions.');
    if (new Set(account.regions).size !== account.regions.length)
      complain(['accounts', index, 'regions'], 'names a region twice', 'Name each once.');
    for (const [act, arn] of Object.entries(account.roles))
      if (arn !== undefined && arn.split(':')[4] !== account.id)
        complain(['accounts', index, 'roles', act], 'is a role of another account', `Use a role in ${account.id}.`);
    const { read = null, reveal = null, rotate = null, recover = null } = account.roles;
    return {
      id: account.id,
      name: account.name,
      regions: account.regions,
      roles: { read, reveal, rotate, recover },
      externalId: account.externalId ?? null,
    };
  });
}
