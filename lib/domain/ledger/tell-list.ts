import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { sha256 } from './seal-entry';

const MOST_CHARACTERS = 300;

/**
 * A list of names in an entry that does not grow with it: how many they are, the SHA-256 of all in order, a line each,
 * and of them the first that fit, whole, since what is cut off a name is another name.
 */
export function tellList(field: string, names: Iterable<string>): NewLedgerEntry['detail'] {
  const all = [...new Set(names)].toSorted();
  let told = '';
  for (const name of all) {
    const more = told === '' ? name : `${told} ${name}`;
    if (more.length > MOST_CHARACTERS) break;
    told = more;
  }
  return { [field]: told, [`${field}Count`]: all.length, [`${field}Digest`]: sha256(all.join('\n')) };
}
