import type { ACCOUNT_TESTS, AccountsList, AccountsQuery } from '@/lib/contract/accounts-list';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { accountsHref, ACCOUNTS_PATH } from './accounts-url';
import { AccountsTable } from './accounts-table';
import { ListTools } from './list-tools';
import { NothingInList } from './nothing-in-list';
import { toFilterLinks } from './to-filter-links';

interface Props {
  list: AccountsList;
  url: ParsedUrl<AccountsQuery>;
  now: string;
}

const SEARCH = { label: 'Search accounts by name, id or region', placeholder: 'name, id, region' };
const WORDS = {
  wrong: 'wrong',
  loose: 'loose',
  never: 'never',
  good: 'nothing wrong',
} as const satisfies Record<(typeof ACCOUNT_TESTS)[number], string>;

/** All accounts of keyledger.yaml, those with a role that is wrong first. */
export function AccountsScreen({ list, url: { state, mistakes }, now }: Props) {
  const { items, nextCursor, total = 0, facets } = list;
  const isLater = valueOf(state, 'cursor') !== undefined;
  const isNarrowed = state.some(([name]) => name !== 'cursor');
  const counts = facets?.tested ?? [];
  const links = toFilterLinks({ name: 'tested', words: WORDS, counts, state, toHref: accountsHref });
  return (
    <>
      <PageHeader>
        <PageTitle>Accounts</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · those of keyledger.yaml; others can be{' '}
          <TextLink href="/settings/discovery" className="underline">
            found in the organization
          </TextLink>
        </p>
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="Accounts">
          <CardHeader>
            <CardTitle>{total === 1 ? '1 account' : `${total.toLocaleString('en')} accounts`}</CardTitle>
            <p className="text-ink-3">whose roles a test found wrong first, then by name</p>
          </CardHeader>
          <ListTools path={ACCOUNTS_PATH} state={state} search={SEARCH} title="Tested" links={links} />
          {items.length === 0 ? (
            <NothingInList
              clear={isNarrowed ? ACCOUNTS_PATH : null}
              isLater={isLater}
              why="No account is configured, and AWS has not said whose credentials these are."
            />
          ) : (
            <AccountsTable accounts={items} now={now} />
          )}
          <Pager
            label="Pages of accounts"
            first={isLater ? accountsHref(without(state, 'cursor')) : null}
            next={nextCursor ? accountsHref(atCursor(state, nextCursor)) : null}
          />
        </Card>
      </div>
    </>
  );
}
