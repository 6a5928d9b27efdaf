import type { Difference } from '@/lib/domain/ports/inventory-matrix';

/** What is compared of one secret, in words; null: nothing is told. */
export interface ComparedSecret {
  environment: string;
  rotating: boolean;
  schedule: string | null;
  isDefaultKey: boolean;
  owner: string | null;
}

/** A key that a secret has where none is named is AWS's own (aws-facts 1.3). */
export const isDefaultKey = (kmsKeyId: string | null): boolean =>
  kmsKeyId === null || kmsKeyId.endsWith('aws/secretsmanager');

const SAYS: Readonly<Record<Difference, (secret: ComparedSecret) => string | null>> = {
  rotation: ({ rotating }) => (rotating ? 'rotation on' : 'rotation off'),
  interval: ({ rotating, schedule }) => (rotating ? schedule : null),
  key: ({ isDefaultKey: isDefault }) => (isDefault ? 'default key' : 'customer key'),
  owner: ({ owner }) => owner && `owner ${owner}`,
};

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `rotation on in prod, rotation off in staging and dev`, in the order in which the secrets are given. */
export function describeDifference(difference: Difference, secrets: readonly ComparedSecret[]): string {
  const byWords = new Map<string, Set<string>>();
  for (const secret of secrets) {
    const words = SAYS[difference](secret);
    if (words === null) continue;
    byWords.set(words, (byWords.get(words) ?? new Set()).add(secret.environment));
  }
  return [...byWords].map(([words, environments]) => `${words} in ${list([...environments])}`).join(', ');
}
