import type { WhyView } from '@/lib/contract/grants';

type Part = WhyView['parts'][number];

/** `Ada may not reveal a value of prod/payments/db.` */
export function toVerdict({ allowed, person, permission, can, secret }: WhyView): string {
  const may = allowed ? 'may' : 'may not';
  if (!secret) return `${person.name} ${may} ${can}.`;
  return `${person.name} ${may} ${permission === 'secret.reveal' ? `${can} of` : `use ${permission} on`} ${secret.name}.`;
}

/** The one reason that decides. */
export function toReason({ allowed, restricted, roleless, vouchedFor, parts, secret }: WhyView): string {
  if (!vouchedFor)
    return 'Their provider is not in the configuration any more: nobody vouches for them, whatever is granted.';
  const failed = parts.find((part) => !part.allowed);
  if (failed && failed !== parts.at(-1))
    return 'They do not see this secret, so that it is answered as not there, whatever else is granted.';
  if (failed) return reasonOf(failed);
  if (roleless) return 'No role to do it with is configured for its account: whoever asks is refused.';
  if (restricted) return 'Its environment is restricted: no grant is enough to reveal a value there.';
  if (!allowed) return 'Nothing allows it.';
  return secret ? 'It is allowed, and nothing denies it.' : 'It is allowed somewhere; where, its conditions say.';
}

function reasonOf({ because, statements }: Part): string {
  if (because !== 'denied') return 'No statement allows it, and what nobody allows is not permitted.';
  const denying = statements.find(({ effect, applies }) => effect === 'deny' && applies);
  const where = denying?.line ? ` (line ${denying.line})` : '';
  const isGuess = denying?.naming === 'not known' ? ' Whether it names them is not known, and a doubt denies.' : '';
  return `A statement denies it${where}: a deny wins over every allow.${isGuess}`;
}

/** Why an environment counts as another for acts; null where it counts as itself. */
export function toGuardNote({ environment, guardedAs }: NonNullable<WhyView['secret']>): string | null {
  if (environment.value === guardedAs && environment.disagrees.length === 0) return null;
  if (environment.disagrees.length === 0) return `For acts an unknown environment counts as ${guardedAs}.`;
  const others = environment.disagrees.map(({ value, source }) => `${value} (${source})`).join(', ');
  return `Other rules say ${others}: for acts, an environment in dispute counts as ${guardedAs}.`;
}
