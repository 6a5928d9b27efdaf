import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Call } from './to-app-error';

export interface Page<T> {
  items: T;
  nextToken: string | undefined;
}

/** No listing is longer: 500,000 secrets by one a page is what AWS's quotas allow (aws-facts §1.8). */
const MOST_PAGES = 500_000;

/**
 * Follows `NextToken` until it is absent; a page may be empty and still have one (ListSecrets, AWS
 * model). A token that comes back, or no end, is an error: an unfinished listing must never look complete.
 */
export async function* followPages<T>(
  call: Call,
  fetchPage: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  // Of a long listing only the last tokens are kept: a round that matters is a short one.
  const recent: string[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await fetchPage(token);
    const next = page.nextToken === '' ? undefined : page.nextToken;
    if (next !== undefined && recent.includes(next)) throw toEndless(call, 'the same NextToken twice');
    yield { items: page.items, nextToken: next };
    if (next === undefined) return;
    recent.push(next);
    if (recent.length > 1_000) recent.shift();
    token = next;
  }
  throw toEndless(call, `more than ${MOST_PAGES} pages`);
}

function toEndless({ action, scopeId }: Call, what: string): AppError {
  const message = `${action} in ${scopeId}: the endpoint gave ${what}.`;
  return new AppError('upstream', message, {
    problem: { code: 'protocol', message, remedy: 'The endpoint does not page as AWS does: check the endpoint URL.' },
  });
}
