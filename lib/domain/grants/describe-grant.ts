import type { GrantRule } from '@/lib/domain/grant';
import type { Grantee, GrantStatement } from '@/lib/domain/grant-statement';

/** `group "platform" of https://login.example.com`. */
export function describeGrantee(who: Grantee): string {
  if (who.kind === 'anyone') return 'anyone';
  if (who.kind === 'subject') return `subject "${who.id}"`;
  if (who.kind === 'claim') return `claim ${who.name} "${who.value}" of ${who.issuer}`;
  return `${who.kind} "${who.kind === 'group' ? who.group : who.email}" of ${who.issuer}`;
}

/** `not in prod, tagged team=payments`; `everywhere` for no condition. */
export function describePlace(rule: GrantRule): string {
  const conditions = [
    ...(rule.environments ? [`in ${rule.environments.join(' or ')}`] : []),
    ...(rule.notEnvironments ? [`not in ${rule.notEnvironments.join(' nor ')}`] : []),
    ...(rule.accounts ? [`in account ${rule.accounts.join(' or ')}`] : []),
    ...(rule.tag ? [`tagged ${rule.tag.key}=${rule.tag.value}`] : []),
    ...(rule.namePrefix === undefined ? [] : [`named ${rule.namePrefix}…`]),
  ];
  return conditions.length > 0 ? conditions.join(', ') : 'everywhere';
}

/** One statement as a sentence: `group "platform" of … may secret.reveal, secret.recover in dev`. */
export function describeStatement({ who, grants }: GrantStatement): string {
  const [first] = grants;
  const may = grants.map(({ permission }) => permission).join(', ');
  const verb = first?.effect === 'deny' ? 'may never' : 'may';
  return `${describeGrantee(who)} ${verb} ${may} ${describePlace(first?.where ?? {})}`;
}
