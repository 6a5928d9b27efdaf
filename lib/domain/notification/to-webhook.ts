import type { NoticeMessage, NoticeScope, NoticeSecret } from './notice';
import { describeOccasion } from './occasion';
import { toPlainWords } from './plain-words';

/** The title of a message about one thing, or about many. */
export function toTitle({ occasion, secrets, scopes, more }: NoticeMessage): string {
  const { title, many } = describeOccasion(occasion);
  const count = Math.max(secrets.length, scopes.length) + more;
  return count > 1 ? many.replace('{n}', count.toLocaleString('en')) : title;
}

/** Where it is told in full, at the address that people know Keyledger by. */
export const toLink = (origin: string, path: string): string => new URL(path, origin).href;

const toSecret = (origin: string, { id, name, environment, guardedAs, ...rest }: NoticeSecret) => ({
  id,
  name: toPlainWords(name),
  environment,
  guardedAs,
  account: { id: rest.accountId, name: toPlainWords(rest.accountName) },
  region: rest.region,
  owner: rest.owner === null ? null : toPlainWords(rest.owner),
  url: toLink(origin, `/secrets/${id}`),
});

const toScope = ({ id, accountId, accountName, region }: NoticeScope) => ({
  id,
  account: { id: accountId, name: toPlainWords(accountName) },
  region,
});

/**
 * The body of a webhook, as Standard Webhooks has it: `type`, `timestamp`, `data`. Written from what is kept alone, so
 * that every attempt has the same bytes.
 */
export function toWebhookBody(message: NoticeMessage, origin: string): string {
  const { occasion, at, since, secrets, scopes, more, facts, path } = message;
  return JSON.stringify({
    type: occasion,
    timestamp: at,
    data: {
      title: toTitle(message),
      since,
      secrets: secrets.map((secret) => toSecret(origin, secret)),
      scopes: scopes.map(toScope),
      more,
      facts: facts.map(({ label, value }) => ({ label, value: toPlainWords(value) })),
      todo: describeOccasion(occasion).todo,
      url: toLink(origin, path),
    },
  });
}
