import 'server-only';
import type { EnvironmentRules } from '@/lib/domain/environment';
import { toEnvironmentWord } from '@/lib/domain/environment-part';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

/**
 * An alias that two environments claim, or that is the name of another, would be the first one's: a `dev` whose
 * other spelling is `prod` takes prod's guards off.
 */
export function checkAliases({ aliases }: EnvironmentRules, { mistakes }: Reading, at: (path: Path) => string): void {
  const owners = new Map(Object.keys(aliases).map((name) => [toEnvironmentWord(name), name]));
  for (const [name, others] of Object.entries(aliases))
    for (const [index, alias] of others.entries()) {
      const word = toEnvironmentWord(alias);
      const owner = owners.get(word) ?? name;
      if (owner !== name)
        mistakes.push({
          where: at(['environments', 'aliases', name, index]),
          problem: `is a spelling of ${owner} already`,
          mend: 'Name each spelling once.',
        });
      owners.set(word, owner);
    }
}

/**
 * Where a rule names an environment by an alias, it would never match: a deny on `production` would
 * let prod through. So the canonical name is asked for.
 */
export function checkEnvironmentNames(
  file: ConfigFile,
  rules: EnvironmentRules,
  { mistakes }: Reading,
  at: (path: Path) => string,
): void {
  const canonicalOf = new Map(
    Object.entries(rules.aliases).flatMap(([name, aliases]) =>
      aliases.map((alias) => [alias.toLowerCase(), name] as const),
    ),
  );
  for (const { name, path } of namedEnvironments(file)) {
    const canonical = canonicalOf.get(name);
    if (canonical === undefined || Object.hasOwn(rules.aliases, name)) continue;
    mistakes.push({
      where: at(path),
      problem: `"${name}" is another spelling of "${canonical}" and would never match`,
      mend: `Write ${canonical}.`,
    });
  }
}

function namedEnvironments(file: ConfigFile): { name: string; path: Path }[] {
  const acts = Object.keys(file.environments.acts ?? {}).map((name) => ({
    name,
    path: ['environments', 'acts', name],
  }));
  const accounts = (file.environments.rules ?? []).flatMap((rule, index) =>
    Object.entries(rule.account ?? {}).map(([id, name]) => ({
      name,
      path: ['environments', 'rules', index, 'account', id],
    })),
  );
  const grants = (file.grants ?? []).flatMap((grant, index) =>
    (['environments', 'notEnvironments'] as const).flatMap((key) =>
      (grant.where?.[key] ?? []).map((name, item) => ({ name, path: ['grants', index, 'where', key, item] })),
    ),
  );
  const channels = (file.notifications?.channels ?? []).flatMap(({ environments = [] }, index) =>
    environments.map((name, item) => ({ name, path: ['notifications', 'channels', index, 'environments', item] })),
  );
  const unusual = [
    ...file.unusual.environments.map((name, item) => ({ name, path: ['unusual', 'environments', item] })),
    ...file.unusual.muted.environments.map((name, item) => ({
      name,
      path: ['unusual', 'muted', 'environments', item],
    })),
  ];
  return [...acts, ...accounts, ...grants, ...channels, ...unusual];
}
