import 'server-only';
import { createHash } from 'node:crypto';
import type { ActingPerson } from '@/lib/domain/ports/aws';

const LONGEST = 64;
const HASH_LENGTH = 12;

/**
 * A person as STS may hear of them: 2–64 characters of `[\w+=,.@-]` (STS API, RoleSessionName and
 * SourceIdentity). A name that does not fit is cut and ends in a hash of the person's id, so that the
 * same person has the same name in every record, and two people who are cut alike do not share one.
 */
export function toSessionName(person: ActingPerson): string {
  if (/^[\w+=,.@-]{2,64}$/.test(person.name)) return person.name;
  const hash = createHash('sha256').update(person.id).digest('hex').slice(0, HASH_LENGTH);
  const readable = person.name.replaceAll(/[^\w+=,.@-]+/g, '-').slice(0, LONGEST - HASH_LENGTH - 1);
  return `${readable}-${hash}`;
}
