import type { Grant } from '@/lib/domain/grant';
import type { SecretItem } from '@/lib/contract/secret-item';
import { sees, seesHistory } from '@/e2e/trust/matrix/sees';
import type { Survey } from '@/e2e/trust/world/survey';

const MARK = 'mark-';

/** What is told of a secret to who sees it, and of no other. Words that say little alone (`identity`) are left to the marks. */
const wordsOf = (secret: SecretItem): string[] => [
  secret.id,
  secret.arn,
  ...[secret.description, secret.kmsKeyId].filter((word) => word !== null),
  ...[secret.name].filter((name) => name.includes('/')),
  // Pages write path and leaf apart.
  ...[secret.leaf].filter((leaf) => leaf.includes(MARK)),
  ...Object.entries(secret.tags)
    .flat()
    .filter((word) => word.includes(MARK)),
];

/** Programs that name themselves as many do. */
const isCommon = (word: string): boolean =>
  !word.includes(MARK) && /^(aws-|Boto3|[a-z]+\.amazonaws\.com$)|[/ ]\d+\.\d/i.test(word);

/**
 * What must never reach this person: words of secrets, runs and events that they may not see, and of
 * accounts in which they see none, of a view that somebody keeps for themselves, unless the same words stand in what they may see or were granted.
 */
export function hiddenWords(grants: readonly Grant[], { secrets, events, runs, ownView }: Survey): string[] {
  const [seen, hidden] = [secrets.filter((one) => sees(grants, one)), secrets.filter((one) => !sees(grants, one))];
  const ids = new Set(seen.map(({ id }) => id));
  const told = new Set(secrets.filter((one) => seesHistory(grants, one)).map(({ id }) => id));
  const isTold = ({ secret }: Survey['events'][number]) => told.has(secret?.id ?? '');
  const accounts = new Set(secrets.map(({ account }) => account));
  const words = [
    ...hidden.flatMap(wordsOf),
    ...[...accounts].filter((account) => !seen.some((secret) => secret.account === account)),
    ...events.filter((event) => !isTold(event)).flatMap(({ eventId, userAgent }) => [eventId, userAgent ?? eventId]),
    ...runs.filter(({ secret }) => !ids.has(secret.id)).flatMap(({ id, reason }) => [id, reason ?? id]),
    ownView.name,
    ownView.query,
  ];
  const rightful = JSON.stringify([
    grants,
    seen,
    events.filter(isTold),
    runs.filter(({ secret }) => ids.has(secret.id)),
  ]);
  return [...new Set(words)].filter((word) => !isCommon(word) && !rightful.includes(word));
}
