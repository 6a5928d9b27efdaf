import 'server-only';
import { createHash } from 'node:crypto';
import { AppError } from '@/lib/domain/errors';
import type { Call } from './to-app-error';

export interface Page<T> {
  items: T[];
  nextToken: string | undefined;
}

/** No listing is longer: 500,000 secrets by one a page is what AWS's quotas allow (aws-facts §1.8). */
const MOST_PAGES = 500_000;
/** A narrow filter may give many empty pages in a row, but no end of them. */
const MOST_EMPTY = 250;

/** Tells a page that brings nothing new: only what endpoints that are not AWS send. */
function createNovelty(): (keys: readonly string[], next: string | undefined) => string | null {
  const seen = new Set<string>();
  // Of a long listing only the last tokens are kept: a round that matters is a short one.
  const tokens: string[] = [];
  let empty = 0;
  return (keys, next) => {
    const repeated = next !== undefined && tokens.includes(next);
    if (next !== undefined) tokens.push(next);
    if (tokens.length > 1_000) tokens.shift();
    empty = keys.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY) return `more than ${MOST_EMPTY} empty pages`;
    if (keys.length === 0) return repeated ? 'the same NextToken twice' : null;
    // An endpoint may give what it holds in another order each time.
    const digest = createHash('sha256').update(keys.toSorted().join('\n')).digest('base64').slice(0, 22);
    if (seen.has(digest)) return 'the same page twice';
    seen.add(digest);
    return null;
  };
}

/**
 * Follows `NextToken` until it is absent; a page may be empty and still have one (ListSecrets, AWS
 * model). Pages without anything new, or no end, are an error: an unfinished listing must never look complete.
 * `keyOf` names an item.
 */
export async function* followPages<T>(
  call: Call,
  keyOf: (item: T) => string | undefined,
  fetchPage: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  const findStandstill = createNovelty();
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await fetchPage(token);
    const next = page.nextToken === '' ? undefined : page.nextToken;
    const standstill = findStandstill(
      page.items.map((item) => keyOf(item) ?? ''),
      next,
    );
    if (standstill !== null) throw toEndless(call, standstill);
    yield { items: page.items, nextToken: next };
    if (next === undefined) return;
    token = next;
  }
  throw toEndless(call, `more than ${MOST_PAGES} pages`);
}

function toEndless({ action, scopeId }: Call, what: string): AppError {
  const message = `${action} in ${scopeId}: the endpoint gave ${what}.`;
  const remedy = 'The endpoint does not page as AWS does: check the endpoint URL.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy, lack: 'pages-go-round' } });
}
