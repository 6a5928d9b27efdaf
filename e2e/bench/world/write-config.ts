import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '@/lib/domain/grant';
import { accounts, regions, roleArn } from '@/lib/local-aws/seed/identities';
import { planAccounts } from '@/lib/local-aws/seed/plan-places';

/** A channel to an address that nobody has. */
export const CHANNEL = 'nowhere';

/** Never asked: a bench writes its sessions itself. */
export const ISSUER = 'https://bench.invalid';

/** `account/region` of the world; all of them unless fewer are named. */
export const everyScope = (): string[] => accounts.flatMap(({ id }) => regions.map((region) => `${id}/${region}`));

/** What is granted to each group of people. */
export type People = Readonly<Record<string, readonly Grant[]>>;

/** Enough for any world of a bench; the same in all of them. */
const everyAccount = planAccounts(500);

/** keyledger.yaml (JSON is YAML) for the seeded accounts, with these people as groups of one issuer. */
export function writeConfig(folder: string, scopes: readonly string[], people: People): string {
  const path = join(folder, 'keyledger.yaml');
  const regionsOf = Map.groupBy(scopes, (scope) => scope.split('/')[0] ?? '');
  const watched = everyAccount.flatMap(({ id, name }) => {
    const mine = (regionsOf.get(id) ?? []).map((scope) => scope.split('/')[1] ?? '');
    const roles = { read: roleArn(id, 'read'), reveal: roleArn(id, 'reveal'), rotate: roleArn(id, 'rotate') };
    return mine.length > 0 ? [{ id, name, regions: mine, roles: { ...roles, recover: roleArn(id, 'recover') } }] : [];
  });
  const dedicated = everyAccount.filter(({ id, dedicated: alone }) => alone && watched.some((one) => one.id === id));
  const byAccount = dedicated.map(({ id, environment }) => [id, environment]);
  const rules = [{ tag: ['environment', 'env', 'stage'] }, { name: 'first' }];
  const client = { clientId: 'bench', clientSecretEnv: 'BENCH_SECRET', groupsClaim: 'groups' };
  const provider = { id: 'bench', name: 'Bench', issuer: ISSUER, ...client };
  const grants = Object.entries(people).flatMap(([group, own]) =>
    own.map(({ permission, effect, where }) => ({
      who: { group },
      may: [permission],
      ...(Object.keys(where).length > 0 && { where }),
      effect,
    })),
  );
  const config = {
    accounts: watched,
    environments: { rules: [...rules, ...(byAccount.length > 0 ? [{ account: Object.fromEntries(byAccount) }] : [])] },
    signIn: { providers: [provider] },
    grants,
    notifications: {
      channels: [{ name: CHANNEL, kind: 'slack', urlEnv: 'BENCH_HOOK', occasions: ['ledger.broken'] }],
    },
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
