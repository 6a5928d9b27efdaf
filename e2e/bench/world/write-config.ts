import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERSONAS } from '@/lib/domain/grant';
import { accounts, regions, roleArn } from '@/lib/local-aws/seed/identities';

/** Never asked: a bench writes its sessions itself. */
export const ISSUER = 'https://bench.invalid';

/** `account/region` of the world; all of them unless fewer are named. */
export const everyScope = (): string[] => accounts.flatMap(({ id }) => regions.map((region) => `${id}/${region}`));

/** keyledger.yaml (JSON is YAML) for the seeded accounts, with the demo's personas as people of one issuer. */
export function writeConfig(folder: string, scopes: readonly string[]): string {
  const path = join(folder, 'keyledger.yaml');
  const watched = accounts.flatMap(({ id, name }) => {
    const mine = regions.filter((region) => scopes.includes(`${id}/${region}`));
    const roles = { read: roleArn(id, 'read'), reveal: roleArn(id, 'reveal'), rotate: roleArn(id, 'rotate') };
    return mine.length > 0 ? [{ id, name, regions: mine, roles: { ...roles, recover: roleArn(id, 'recover') } }] : [];
  });
  const dedicated = accounts.filter(({ id, dedicated: alone }) => alone && watched.some((one) => one.id === id));
  const byAccount = dedicated.map(({ id, environment }) => [id, environment]);
  const rules = [{ tag: ['environment', 'env', 'stage'] }, { name: 'first' }];
  const provider = { id: 'bench', name: 'Bench', issuer: ISSUER, clientId: 'bench', clientSecretEnv: 'BENCH_SECRET' };
  const grants = Object.entries(PERSONAS).flatMap(([persona, own]) =>
    own.map(({ permission, effect, where }) => ({
      who: { subject: `${ISSUER}|${persona}` },
      may: [permission],
      where,
      effect,
    })),
  );
  const config = {
    accounts: watched,
    environments: { rules: [...rules, ...(byAccount.length > 0 ? [{ account: Object.fromEntries(byAccount) }] : [])] },
    signIn: { providers: [provider] },
    grants,
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
