import { createHash } from 'node:crypto';

const LONGEST = 64;
const HASH_LENGTH = 12;

interface Named {
  /** `<issuer>|<subject>`. */
  id: string;
  name: string;
  /** Whether `name` can be nobody else's: a verified e-mail. A bare subject may be what another issuer calls someone else. */
  isVouchedFor: boolean;
}

/**
 * A person as STS may hear of them: 2–64 characters of `[\w+=,.@-]` (STS API, RoleSessionName and
 * SourceIdentity). A name that is not vouched for ends in a hash of the person's id, one that does not
 * fit is also cut: the same person has the same name in every record, and no two people share one.
 */
export function toSessionName({ id, name, isVouchedFor }: Named): string {
  if (isVouchedFor && /^[\w+=,.@-]{2,64}$/.test(name)) return name;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, HASH_LENGTH);
  const readable = name.replaceAll(/[^\w+=,.@-]+/g, '-').slice(0, LONGEST - HASH_LENGTH - 1);
  return `${readable}-${hash}`;
}
