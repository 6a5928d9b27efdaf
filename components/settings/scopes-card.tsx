import type { ScopesList } from '@/lib/contract/scopes-list';
import type { SettingsView } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';
import { LacksList } from './lacks-list';
import { NothingInList } from './nothing-in-list';
import { RefreshScope } from './refresh-scope';
import { SCOPE_WORDS } from './scope-words';
import { scopesHref, SCOPES_PATH } from './scopes-url';
import { ScopesTable } from './scopes-table';

interface Props {
  /** The first page. */
  list: ScopesList;
  listings: SettingsView['listings'];
  maySync: boolean;
  now: string;
}

/** How the scopes are doing: all of them where they are few, else those first that somebody must do something about. */
export function ScopesCard({ list: { items, nextCursor, total = 0, facets }, listings, maySync, now }: Props) {
  return (
    <Card id="scopes" aria-label="Scopes">
      <CardHeader>
        <CardTitle>Scopes</CardTitle>
        <p className="flex-1 text-ink-3">
          one account in one region each; history of more than 90 days comes from{' '}
          <TextLink href="/settings/trail" className="underline">
            a trail’s files
          </TextLink>{' '}
          in S3, or with{' '}
          <TextLink href="/settings/athena" className="underline">
            Athena
          </TextLink>
        </p>
        {maySync && items.length > 0 && <RefreshScope scope={null} name="all scopes" />}
      </CardHeader>
      {nextCursor && (
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 pb-2 text-ink-2">
          {facets?.state.map(({ value, count }) => (
            <TextLink key={value} href={scopesHref([['state', value]])} className="inline-flex min-h-6 items-center">
              {count.toLocaleString('en')} {wordsOf(value)}
            </TextLink>
          ))}
          <span className="text-ink-3">the first {items.length} are shown, what fails before the rest</span>
          <TextLink href={SCOPES_PATH} className="inline-flex min-h-6 items-center underline">
            All {total.toLocaleString('en')} scopes
          </TextLink>
        </p>
      )}
      {items.length === 0 ? (
        <NothingInList clear={null} isLater={false} why="No scope holds anything that you may see." />
      ) : (
        <ScopesTable scopes={items} listings={listings} maySync={maySync} now={now} />
      )}
      <LacksList scopes={items} />
    </Card>
  );
}

const wordsOf = (state: string): string => new Map<string, string>(Object.entries(SCOPE_WORDS)).get(state) ?? state;
