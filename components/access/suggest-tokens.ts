import { FILTER_KEYS, printFilter, type FilterKey } from '@/lib/contract/access-filter';

interface Suggestion {
  /** What the whole field holds once it is taken. */
  value: string;
  hint: string;
}

export type KnownValues = Partial<Record<FilterKey, readonly string[]>>;

const HINTS = {
  principal: 'a role, person or workload, or a part of its name',
  as: 'the id of a principal: what was done as it',
  kind: 'person, workload, AWS service, …',
  secret: 'a name, or a part of it',
  env: 'prod, staging, dev, …',
  action: 'GetSecretValue, or a class such as change',
  outcome: 'success, denied, failed',
  address: '10.0.0.7, or its beginning: 10.0.',
  from: '24h, 7d, 2026-11-20, …',
  to: 'the same',
} as const satisfies Record<FilterKey, string>;

const MOST = 9;
const isKey = (key: string): key is FilterKey => FILTER_KEYS.some((known) => known === key);

/** What the word at the end of the text may go on to: keys, then values that are known of a key. */
export function suggestTokens(text: string, known: KnownValues): Suggestion[] {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/su.exec(text) ?? [];
  const at = word.indexOf(':');
  if (at === -1) {
    return FILTER_KEYS.filter((key) => key.startsWith(word.toLowerCase())).map((key) => ({
      value: `${before}${key}:`,
      hint: HINTS[key],
    }));
  }
  const key = word.slice(0, at).toLowerCase();
  if (!isKey(key)) return [];
  const part = word
    .slice(at + 1)
    .replaceAll('"', '')
    .toLowerCase();
  return [...new Set(known[key])]
    .filter((value) => value !== '' && value.toLowerCase().includes(part))
    .slice(0, MOST)
    .map((value) => ({ value: `${before}${printFilter([{ key, value }])} `, hint: HINTS[key] }));
}
